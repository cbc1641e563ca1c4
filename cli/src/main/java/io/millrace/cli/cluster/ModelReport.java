package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.CommandFailure;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/// What `bench model` has measured.
record ModelReport(List<Row> rows) {

  ModelReport {
    rows = List.copyOf(rows);
  }

  /// Of one model.
  ///
  /// @param kafkaToKafka events a second
  record Row(String model, ModelRows alone, double kafkaToKafka) {}

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      for (Row row : rows) {
        json.writeObjectFieldStart(row.model());
        json.writeNumberField("rows_per_s_single", Math.round(row.alone().single()));
        json.writeNumberField("rows_per_s_batched", Math.round(row.alone().batched()));
        json.writeNumberField("events_per_s_kafka_to_kafka", Math.round(row.kafkaToKafka()));
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new CommandFailure("writing to memory failed", e);
    }
    return text.toString();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-12s %16s %16s %26s"
            .formatted("model", "rows/s singly", "rows/s batched", "events/s Kafka to Kafka"));
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-12s %,16.0f %,16.0f %,26.0f",
              row.model(),
              row.alone().single(),
              row.alone().batched(),
              row.kafkaToKafka()));
    }
    return text.toString();
  }
}
