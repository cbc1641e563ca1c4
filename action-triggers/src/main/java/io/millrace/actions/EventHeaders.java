package io.millrace.actions;

import io.millrace.contracts.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/// The headers of what this service writes: those of the action's record, as a CloudEvent of its
/// own.
///
/// @param source who writes, such as `/card-fraud/action-triggers`
record EventHeaders(String source) {

  Headers of(Record<?, ?> action, String id, String type) {
    RecordHeaders headers = new RecordHeaders(action.headers());
    new CloudEvent(id, type, source, eventTime(action)).writeTo(headers);
    return headers;
  }

  /// When the event happened, as the action's record says; when it arrived, if that is no time.
  private static Instant eventTime(Record<?, ?> action) {
    Instant arrival = Instant.ofEpochMilli(action.timestamp());
    Header time = action.headers().lastHeader("ce_time");
    if (time == null || time.value() == null) {
      return arrival;
    }
    try {
      return Instant.parse(new String(time.value(), StandardCharsets.UTF_8));
    } catch (DateTimeException e) {
      return arrival;
    }
  }
}
