package io.millrace.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Position;
import io.millrace.contracts.RedriveMark;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Records of the topic `cards.dead-letters` as they are read.
final class Letters {
  static final String TOPIC = "cards.dead-letters";
  static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

  private Letters() {}

  /// A letter in partition 1 about a record at a source, if it names one.
  static ConsumerRecord<byte[], byte[]> letter(
      long offset, String reason, String stage, @Nullable String source, @Nullable String value) {
    Headers headers = new RecordHeaders().add("traceparent", "00-ab".getBytes(UTF_8));
    new DeadLetter(reason, stage, source == null ? null : Position.parse(source)).writeTo(headers);
    return record(
        offset, "7".getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), headers);
  }

  /// A letter that ingestion made of a record of `raw`.
  static ConsumerRecord<byte[], byte[]> invalid(long offset, String reason) {
    return letter(offset, reason, "ingestion-service", "cards.raw-3@" + offset, "{\"amount\":-1}");
  }

  /// The mark that the letter at an offset was redriven.
  static ConsumerRecord<byte[], byte[]> mark(long offset, long letter, String to) {
    RedriveMark mark = new RedriveMark(new Position(TOPIC, 1, letter), Position.parse(to));
    return record(offset, null, null, mark.headers());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        TOPIC,
        1,
        offset,
        TIME.plusSeconds(offset).toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }
}
