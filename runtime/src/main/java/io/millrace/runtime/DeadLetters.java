package io.millrace.runtime;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/// Makes a service's dead letters: the record as it was received, with headers that say where and
/// why. A record too large to send on becomes a short letter that names its position.
final class DeadLetters {
  /// Under this name the service's dead letters reach the handlers that Kafka Streams instantiates.
  static final String CONFIG = "millrace.dead.letters";

  /// What is left for headers and framing below the topic's limit.
  private static final int MAX_LETTER_BYTES = PipelineTopics.MAX_BYTES - 65_536;

  private final String topic;
  private final String stage;
  private final Map<Cause, Counter> counters = new EnumMap<>(Cause.class);

  DeadLetters(String topic, String stage, StageMetrics metrics) {
    this.topic = topic;
    this.stage = stage;
    for (Cause cause : Cause.values()) {
      counters.put(cause, metrics.deadLetters(cause.name().toLowerCase(Locale.ROOT)));
    }
  }

  /// At which step a record was given up.
  enum Cause {
    UNREADABLE,
    REJECTED,
    FAILED,
    TOO_LARGE
  }

  /// The letter for the record that a handler was called with.
  List<ProducerRecord<byte[], byte[]>> letter(
      ErrorHandlerContext context, Cause cause, String reason) {
    return letter(context, context.sourceRawKey(), context.sourceRawValue(), cause, reason);
  }

  /// The letter for a record with this key and value.
  List<ProducerRecord<byte[], byte[]>> letter(
      ErrorHandlerContext context,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Cause cause,
      String reason) {
    Objects.requireNonNull(counters.get(cause)).increment();
    RecordHeaders headers = new RecordHeaders(context.headers());
    new DeadLetter(reason, stage, source(context)).writeTo(headers);
    byte[] kept = value == null || value.length > MAX_LETTER_BYTES ? null : value;
    return List.of(new ProducerRecord<>(topic, null, context.timestamp(), key, kept, headers));
  }

  /// Where the record stands that was being read, if one was.
  private static @Nullable Position source(ErrorHandlerContext context) {
    String from = context.topic();
    return from == null ? null : new Position(from, context.partition(), context.offset());
  }
}
