package io.millrace.runtime;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/// The brokers take nothing more of a [ReleaseWriter], and have undone what it did not finish:
/// another one was opened, or it took longer than a transaction may.
public final class WriterFenced extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WriterFenced(Throwable cause) {
    super(
        "nothing was written: another release or assignment was written at the same time, or the"
            + " brokers gave up because it took too long (KAFKA_TRANSACTION_TIMEOUT_MS; 15 minutes"
            + " if it is not set). Try again",
        cause);
  }

  /// Whether that is what a failure of the client comes from: it says so in more than one way, by
  /// which request told it.
  static boolean isBehind(@Nullable Throwable failure) {
    return failure instanceof ProducerFencedException
        || failure instanceof InvalidProducerEpochException
        || (failure != null && isBehind(failure.getCause()));
  }
}
