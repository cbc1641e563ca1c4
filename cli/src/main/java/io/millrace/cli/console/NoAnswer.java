package io.millrace.cli.console;

import org.apache.kafka.common.errors.TimeoutException;

/// The brokers do not answer, or refuse to: the cause says why.
final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoAnswer(Throwable cause) {
    super(inWords(cause), cause);
  }

  /// Kafka's own words for a timeout are other ones each time, and say no more.
  private static String inWords(Throwable cause) {
    return cause instanceof TimeoutException
            || cause instanceof java.util.concurrent.TimeoutException
        ? "it takes too long"
        : String.valueOf(cause.getMessage());
  }
}
