package io.millrace.runtime;

/// It cannot be told which instances of a pipeline's services are live; the message says why, and
/// what to do.
public final class UnknownInstances extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownInstances(String message) {
    super(message);
  }

  UnknownInstances(String message, Throwable cause) {
    super(message, cause);
  }
}
