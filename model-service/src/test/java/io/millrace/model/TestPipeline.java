package io.millrace.model;

import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A pipeline folder with the features of [TestEvents]: one of the card, one of the terminal, and
/// two of the event, of which one is a text.
final class TestPipeline {
  private static final String SCHEMA =
      """
      {"type": "object",
       "required": ["tx_id", "event_time", "customer_id", "terminal_id", "amount", "channel"],
       "properties": {
         "tx_id": {"type": "string"}, "event_time": {"type": "string", "format": "date-time"},
         "customer_id": {"type": "string"}, "terminal_id": {"type": "string"},
         "amount": {"type": "number"}, "channel": {"type": "string"}}}
      """;
  private static final String PIPELINE =
      """
      pipeline: test
      event: {schema: event.schema.json, id: tx_id, time: event_time}
      entities: {card: customer_id, terminal: terminal_id}
      routes:
        - {processors: [a, b]}
      features:
        a:
          card_tx_count_1d: {entity: card, count: all, window: 1d}
          terminal_risk_7d: {entity: terminal, rate: fraud, window: 7d, default: 0.01}
        b:
          amount: {value: event.amount, default: -1}
          channel: {value: event.channel, default: unknown}
      policy:
        - {decide: APPROVE}
      feedback: {id: tx_id, event_time: event_time, known_at: labelled_at, label: fraud}
      """;

  private final Path folder;

  TestPipeline(Path folder) {
    this.folder = folder;
  }

  /// The pipeline without a model.
  PipelineDefinition withoutModel() throws IOException {
    return read(PIPELINE);
  }

  /// The pipeline with a model.
  ///
  /// @param settings further settings of the model, such as `features: [amount]`
  PipelineDefinition withModel(byte[] onnx, String settings) throws IOException {
    return withModel(onnx, settings, "score");
  }

  /// The pipeline with a model whose score is a certain output.
  PipelineDefinition withModel(byte[] onnx, String settings, String score) throws IOException {
    Files.write(folder.resolve("model.onnx"), onnx);
    return read(
        PIPELINE + "model: {file: model.onnx, score: '%s', %s}\n".formatted(score, settings));
  }

  private PipelineDefinition read(String pipeline) throws IOException {
    Files.writeString(folder.resolve("event.schema.json"), SCHEMA);
    Files.writeString(folder.resolve("pipeline.yaml"), pipeline);
    try {
      return new PipelineReader().read(folder);
    } catch (InvalidPipeline e) {
      throw new AssertionError(e);
    }
  }
}
