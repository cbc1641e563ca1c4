package io.millrace.contracts;

import io.millrace.contracts.json.InstantText;
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
    HeaderText.set(headers, "ce_specversion", "1.0");
    HeaderText.set(headers, "ce_id", id);
    HeaderText.set(headers, "ce_type", type);
    HeaderText.set(headers, "ce_source", source);
    HeaderText.set(headers, "ce_time", InstantText.of(time));
    HeaderText.set(headers, "content-type", "application/json");
  }
}
