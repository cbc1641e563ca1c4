package io.millrace.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends records that a processor rejects or fails at to dead letters. Kafka Streams instantiates
/// it.
///
/// What is wrong with Kafka or a state store is not the record's fault: then the service fails, and
/// the record is processed again. It fails too where there is no record, at a tick: what was not
/// done would be lost, or fail at every tick.
public final class FailedRecords implements ProcessingExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailedRecords.class);

  private final LogLimit limit = new LogLimit();
  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
    if (record != null && exception instanceof RejectedRecord) {
      return letter(context, DeadLetters.Cause.REJECTED, String.valueOf(exception.getMessage()));
    }
    boolean recordIsToBlame =
        record != null
            && context.topic() != null
            && (!(exception instanceof KafkaException)
                || exception instanceof SerializationException);
    if (!recordIsToBlame) {
      return Response.fail();
    }
    limit.tell(
        context.processorNodeId() + exception.getClass(),
        more ->
            LOG.warn(
                "{} failed at {}-{}@{}; it goes to dead letters, as did {} since such a line came last",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                more,
                new UnquotedFailure(exception)));
    String reason = "%s failed: %s".formatted(context.processorNodeId(), exception);
    return letter(context, DeadLetters.Cause.FAILED, reason);
  }

  private Response letter(ErrorHandlerContext context, DeadLetters.Cause cause, String reason) {
    return Response.resume(Objects.requireNonNull(deadLetters).letter(context, cause, reason));
  }
}
