package io.millrace.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/// Sends records that are not what their topic holds to dead letters. Kafka Streams instantiates
/// it.
public final class UnreadableRecords implements DeserializationExceptionHandler {
  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    String reason = "not a record of this topic: " + exception.getMessage();
    return Response.resume(
        Objects.requireNonNull(deadLetters)
            .letter(context, record.key(), record.value(), DeadLetters.Cause.UNREADABLE, reason));
  }
}
