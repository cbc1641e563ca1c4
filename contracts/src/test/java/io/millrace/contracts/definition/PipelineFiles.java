package io.millrace.contracts.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A small pipeline folder without errors, for tests to break in one place.
record PipelineFiles(String pipeline, String schema) {

  static final PipelineFiles VALID =
      new PipelineFiles(
          """
          pipeline: shop
          event: {schema: event.schema.json, id: order, time: at}
          entities:
            customer: customer
          routes:
            - {when: "event.total >= 0.0", processors: [a, b]}
          features:
            a:
              orders_7d: {entity: customer, count: all, window: 7d}
              spent_7d: {entity: customer, sum: total, window: 7d}
              returns_30d: {entity: customer, rate: returned, window: 30d, delay: 1d}
            b:
              total: event.total
              country: {value: event.country, default: AT}
          model:
            file: model.onnx
            features: [total, orders_7d]
            score: probabilities[1]
          policy:
            - {when: "score > 0.9", decide: STOP, reason: RISK}
            - {decide: GO}
          actions:
            STOP:
              - {topic: stopped}
          feedback: {id: order, event_time: at, known_at: known, label: returned}
          duplicates: {within: 1h}
          """,
          """
          {
            "type": "object",
            "required": ["order", "at", "customer", "total", "country", "items"],
            "properties": {
              "order": {"type": "string"},
              "at": {"type": "string"},
              "customer": {"type": "integer"},
              "total": {"type": "number"},
              "country": {"type": "string"},
              "items": {"type": "array", "items": {"type": "number"}},
              "tip": {"type": "number"}
            }
          }
          """);

  /// The same with one piece of text replaced, which must be there.
  PipelineFiles with(String old, String replacement) {
    if (pipeline.contains(old)) {
      return new PipelineFiles(pipeline.replace(old, replacement), schema);
    }
    if (schema.contains(old)) {
      return new PipelineFiles(pipeline, schema.replace(old, replacement));
    }
    throw new IllegalArgumentException("nothing to replace: " + old);
  }

  Path writeTo(Path folder) throws IOException {
    Files.writeString(folder.resolve("pipeline.yaml"), pipeline);
    Files.writeString(folder.resolve("event.schema.json"), schema);
    Files.writeString(folder.resolve("model.onnx"), "");
    return folder;
  }

  /// What is wrong with it, as printed.
  List<String> findings(Path folder) throws IOException {
    try {
      new PipelineReader().read(writeTo(folder));
      return List.of();
    } catch (InvalidPipeline e) {
      return e.findings().stream().map(Finding::toString).toList();
    }
  }
}
