package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Example;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.Releases;
import io.millrace.runtime.TopologyFixture;
import io.millrace.trainer.outcomes.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerServiceTest {
  @TempDir private Path folder;
  @TempDir private Path stateDir;

  @Test
  void hasTheTopologyThatIsDocumented() throws Exception {
    try (TopologyFixture fixture = fixture(learning("{}"))) {
      assertThat(fixture.describe()).isEqualTo(TopologyFixture.golden(getClass()));
    }
  }

  @Test
  void bringsOutcomesTogetherWithWhatWasPredicted() throws Exception {
    PipelineDefinition pipeline = learning("{maturity: 7d}");
    PipelineTopics topics = pipeline.topics();
    try (TopologyFixture fixture = fixture(pipeline)) {
      TestInputTopic<String, Prediction> predictions = fixture.input(topics.predictions());
      TestInputTopic<String, Outcome> outcomes = fixture.input(topics.outcomes());
      TestOutputTopic<String, Example> examples = fixture.output(topics.examples());

      predictions.pipeInput("a", Records.prediction("a", Records.day(0)));
      outcomes.pipeInput(
          "a", Records.outcome("a", Records.day(0), FeatureValue.of(1), Records.day(2), 0));
      predictions.pipeInput("b", Records.prediction("b", Records.day(0)));
      for (int i = 0; i < 20; i++) {
        predictions.pipeInput("c" + i, Records.prediction("c" + i, Records.day(8)));
      }

      assertThat(fixture.deadLetterReasons()).isEmpty();
      assertThat(examples.readValuesToList())
          .extracting(Example::eventId, Example::label)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("a", FeatureValue.of(1)),
              org.assertj.core.groups.Tuple.tuple("b", FeatureValue.of(0)));
    }
  }

  @Test
  void refusesAPipelineThatDoesNotLearn() throws Exception {
    PipelineDefinition pipeline = pipeline("");

    assertThatThrownBy(() -> fixture(pipeline).close())
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("cards does not learn: add the section 'learning'");
  }

  private TopologyFixture fixture(PipelineDefinition pipeline) {
    return new TopologyFixture(
        new TrainerService(_ -> OnnxRuntimeModel::new, List.of(), "test"),
        Releases.of(Map.of(0, pipeline)),
        stateDir,
        Map.of());
  }

  private PipelineDefinition learning(String section) throws Exception {
    return pipeline("learning: " + section + "\n");
  }

  private PipelineDefinition pipeline(String learning) throws Exception {
    write(
        "pipeline.yaml",
        """
        pipeline: cards
        event: {schema: event.schema.json, id: tx, time: at}
        entities: {card: card}
        features: {b: {amount: event.amount}}
        model: {file: model.onnx, features: [amount], score: score}
        policy: [{decide: APPROVE}]
        feedback: {id: tx, event_time: at, known_at: known, label: fraud}
        """
            + learning);
    write(
        "event.schema.json",
        """
        {"type": "object", "required": ["tx", "at", "card", "amount"], "properties": {
          "tx": {"type": "string"}, "at": {"type": "string"}, "card": {"type": "string"},
          "amount": {"type": "number"}}}
        """);
    write("model.onnx", "");
    return new PipelineReader().read(folder);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
