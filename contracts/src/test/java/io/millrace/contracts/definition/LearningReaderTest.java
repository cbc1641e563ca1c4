package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.definition.LearningDefinition.Boosting;
import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.contracts.definition.LearningDefinition.Triggers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningReaderTest {
  @TempDir private Path folder;

  @Test
  void readsEveryKey() throws Exception {
    PipelineFiles files =
        learning(
            """
            {maturity: 3d, span: 14d, negatives: 0.2, blinding: [STOP], hold_back: 0.01,
              train: {every: 1d, positives: 50, outcomes: 40, drift: 0.25, drop: 0.1, examples: 1000, trees: 300,
                learning_rate: 0.05, depth: 5, positive_weight: 2, seed: 7},
              promote: {shadow: 12h, margin: 0.01, confidence: 0.95, drift: 0.5, approval: required},
              evaluate: {window: 3d, segments: [country, orders_7d]}}\
            """);

    PipelineDefinition pipeline = new PipelineReader().read(files.writeTo(folder));

    assertThat(pipeline.learning())
        .isEqualTo(
            new LearningDefinition(
                Objects.requireNonNull(pipeline.model()),
                Duration.ofDays(3),
                Duration.ofDays(14),
                0.2,
                Set.of("STOP"),
                0.01,
                new Training(
                    new Triggers(Duration.ofDays(1), 50, 40, 0.25, 0.1),
                    1000,
                    new Boosting(300, 0.05, 5, 2, 7)),
                new Promotion(Duration.ofHours(12), 0.01, 0.95, 0.5, true),
                new Evaluation(Duration.ofDays(3), List.of("country", "orders_7d"))));
  }

  @Test
  void hasDefaultsAndIsAbsentWhereNothingIsLearned() throws Exception {
    PipelineDefinition pipeline = new PipelineReader().read(learning("{}").writeTo(folder));

    assertThat(pipeline.learning())
        .isEqualTo(
            new LearningDefinition(
                Objects.requireNonNull(pipeline.model()),
                Duration.ofDays(7),
                Duration.ofDays(28),
                1,
                Set.of(),
                0,
                Training.DEFAULT,
                Promotion.DEFAULT,
                Evaluation.DEFAULT));
    assertThat(new PipelineReader().read(PipelineFiles.VALID.writeTo(folder)).learning()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {negatives: 0}                 | negatives 0.0 is out of range         | write a number above 0 to 1.0
          {blinding: [STOP], hold_back: 1.5} | hold_back 1.5 is out of range         | write a number from 0.0 to 1.0
          {hold_back: 0.1}               | hold_back lets none through           | name the outcomes, e.g. blinding: [DECLINE]
          {blinding: [GO], hold_back: 0.1} | the policy's last rule decides 'GO'   | add a last rule with another outcome
          {blinding: [STOPP]}            | no rule decides 'STOPP'               | use one of [GO, STOP]
          {promote: {confidence: 1}}     | confidence 1.0 is out of range        | write a number from 0.5 to below 1
          {promote: {approval: maybe}}   | approval 'maybe' is unknown           | write automatic or required
          {train: {tree: 3}}             | key 'tree' is unknown                 | trees
          {evaluate: {windows: 3d}}      | key 'windows' is unknown              | window
          {evaluate: {window: 1h}}       | window '1h' is out of range           | write 1d to 400d
          {evaluate: {window: 29d}}      | window is longer than the span        | make it shorter, or 'span' longer
          {evaluate: {segments: [land]}} | there is no feature 'land'            | known are
          {evaluate: {segments: [country, total, orders_7d, spent_7d]}} | there are 4 segments | name 3 at most
          {maturity: 3}                  | maturity '3' is no duration           | e.g. 7d
          """)
  void refusesWhatCannotBe(String section, String finding, String remedy) throws Exception {
    assertThat(learning(section).findings(folder))
        .singleElement()
        .asString()
        .startsWith("pipeline.yaml:26")
        .contains(finding, remedy);
  }

  @Test
  void hasNoModelUntilTheFirstOneIsTrained() throws Exception {
    learning("{}")
        .with("score: probabilities[1]", "score: score\n  deadline: 300ms")
        .writeTo(folder);
    Files.delete(folder.resolve("model.onnx"));

    PipelineDefinition pipeline = new PipelineReader().read(folder);

    assertThat(pipeline.model()).isNull();
    assertThat(pipeline.awaitsModel()).isTrue();
    ModelDefinition shape = pipeline.modelShape().orElseThrow();
    assertThat(shape.file()).isEqualTo(folder.resolve("model.onnx"));
    assertThat(shape.features()).containsExactly("total", "orders_7d");
  }

  @Test
  void mayBeReleasedWithTheModelThatWasTrained() throws Exception {
    learning("{}")
        .with("score: probabilities[1]", "score: score\n  deadline: 300ms")
        .writeTo(folder);
    PipelineDefinition after = new PipelineReader().read(folder);
    Files.delete(folder.resolve("model.onnx"));
    PipelineDefinition before = new PipelineReader().read(folder);

    assertThat(after.awaitsModel()).isFalse();
    assertThat(after.modelShape()).contains(Objects.requireNonNull(after.model()));
    assertThat(ReleaseRules.violations(before, after)).isEmpty();
    assertThat(ReleaseRules.violations(after, before)).isEmpty();
  }

  @Test
  void needsAFileForItsModelInTheFolder() throws Exception {
    PipelineFiles outside = learning("{}").with("file: model.onnx", "file: ../other.onnx");
    PipelineFiles aFolder = learning("{}").with("file: model.onnx", "file: models");
    Files.createDirectory(folder.resolve("models"));

    assertThat(outside.findings(folder))
        .singleElement()
        .asString()
        .contains("file '../other.onnx' is no file of the pipeline folder");
    assertThat(aFolder.findings(folder))
        .singleElement()
        .asString()
        .contains("file 'models': there is no such file");
  }

  @Test
  void needsTheModelAtOnceWhereNothingIsLearned() throws Exception {
    PipelineFiles.VALID.writeTo(folder);
    Files.delete(folder.resolve("model.onnx"));

    assertThatThrownBy(() -> new PipelineReader().read(folder))
        .isInstanceOf(InvalidPipeline.class)
        .hasMessageContaining("file 'model.onnx': there is no such file");
  }

  @Test
  void refusesAListAsASegment() throws Exception {
    PipelineFiles files =
        learning("{evaluate: {segments: [items]}}")
            .with(
                "    total: event.total",
                "    items: {value: event.items, default: [0]}\n    total: event.total");

    assertThat(files.findings(folder))
        .singleElement()
        .asString()
        .contains("segments: feature 'items' is a list", "name a feature with few values");
  }

  @Test
  void evaluatesOverNoMoreThanTheSpan() throws Exception {
    LearningDefinition learning =
        new PipelineReader().read(learning("{span: 5d}").writeTo(folder)).learning();

    assertThat(learning)
        .extracting(LearningDefinition::evaluation)
        .isEqualTo(new Evaluation(Duration.ofDays(5), List.of()));
  }

  @Test
  void needsAModelAndFeedback() throws Exception {
    PipelineFiles without =
        learning("{}")
            .with("feedback: {id: order, event_time: at, known_at: known, label: returned}\n", "")
            .with(
                "    returns_30d: {entity: customer, rate: returned, window: 30d, delay: 1d}\n",
                "");

    assertThat(without.findings(folder))
        .singleElement()
        .asString()
        .contains("'learning' needs the section 'feedback'", "add it, or remove 'learning'");
  }

  private static PipelineFiles learning(String section) {
    return PipelineFiles.VALID.with("duplicates:", "learning: " + section + "\nduplicates:");
  }
}
