package io.millrace.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/// Replaces records that are too large to write by a dead letter. Kafka Streams instantiates it.
public final class UnwritableRecords implements ProductionExceptionHandler {
  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof RecordTooLargeException) {
      String reason = "too large for %s: %s".formatted(record.topic(), exception.getMessage());
      return Response.resume(
          Objects.requireNonNull(deadLetters)
              .letter(context, record.key(), null, DeadLetters.Cause.TOO_LARGE, reason));
    }
    return exception instanceof RetriableException ? Response.retry() : Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    return Response.fail();
  }
}
