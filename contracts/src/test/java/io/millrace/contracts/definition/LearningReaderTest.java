package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.definition.LearningDefinition.Boosting;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.contracts.definition.LearningDefinition.Triggers;
import java.nio.file.Path;
import java.time.Duration;
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
              promote: {shadow: 12h, margin: 0.01, confidence: 0.95, drift: 0.5, approval: required}}\
            """);

    LearningDefinition learning = new PipelineReader().read(files.writeTo(folder)).learning();

    assertThat(learning)
        .isEqualTo(
            new LearningDefinition(
                Duration.ofDays(3),
                Duration.ofDays(14),
                0.2,
                Set.of("STOP"),
                0.01,
                new Training(
                    new Triggers(Duration.ofDays(1), 50, 40, 0.25, 0.1),
                    1000,
                    new Boosting(300, 0.05, 5, 2, 7)),
                new Promotion(Duration.ofHours(12), 0.01, 0.95, 0.5, true)));
  }

  @Test
  void hasDefaultsAndIsAbsentWhereNothingIsLearned() throws Exception {
    LearningDefinition learning =
        new PipelineReader().read(learning("{}").writeTo(folder)).learning();

    assertThat(learning)
        .isEqualTo(
            new LearningDefinition(
                Duration.ofDays(7),
                Duration.ofDays(28),
                1,
                Set.of(),
                0,
                Training.DEFAULT,
                Promotion.DEFAULT));
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
          {blinding: [STOPP]}            | no rule decides 'STOPP'               | use one of [GO, STOP]
          {promote: {confidence: 1}}     | confidence 1.0 is out of range        | write a number from 0.5 to below 1
          {promote: {approval: maybe}}   | approval 'maybe' is unknown           | write automatic or required
          {train: {tree: 3}}             | key 'tree' is unknown                 | trees
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
