package io.millrace.contracts;

import io.millrace.contracts.json.InstantText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/// The CloudEvents 1.0 attributes of a record, as headers of Kafka's binary mode.
///
/// @param id unique within the source
/// @param type what it is, such as `io.millrace.decision`
/// @param source who made it, such as `/card-fraud/decision-engine`
/// @param time when the event happened; never the clock
public record CloudEvent(String id, String type, String source, Instant time) {

  /// Sets the headers, in the place of any that are there under the same names.
  public void writeTo(Headers headers) {
    set(headers, "ce_specversion", "1.0");
    set(headers, "ce_id", id);
    set(headers, "ce_type", type);
    set(headers, "ce_source", source);
    set(headers, "ce_time", InstantText.of(time));
    set(headers, "content-type", "application/json");
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
