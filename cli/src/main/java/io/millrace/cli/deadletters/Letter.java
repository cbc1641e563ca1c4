package io.millrace.cli.deadletters;

import io.millrace.cli.kafka.ReadableRecord;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Position;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A dead letter without its value.
///
/// @param at where it stands
/// @param time when the record that it comes from arrived
/// @param key as a person can read it
/// @param why what its headers say
record Letter(Position at, Instant time, String key, DeadLetter why) {

  static Letter of(ConsumerRecord<byte[], byte[]> record) {
    return new Letter(
        at(record),
        Instant.ofEpochMilli(record.timestamp()),
        ReadableRecord.text(record.key()),
        DeadLetter.of(record.headers()));
  }

  static Position at(ConsumerRecord<?, ?> record) {
    return new Position(record.topic(), record.partition(), record.offset());
  }

  /// Where the record stands that failed, if the letter says so.
  @Nullable Position source() {
    return why.source();
  }

  /// The topic that the record comes from; a dash if the letter does not say so.
  String sourceTopic() {
    Position source = source();
    return source == null ? "-" : source.topic();
  }
}
