package io.millrace.runtime;

/// A release that cannot be used; the message says what is wrong with it.
public final class InvalidRelease extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidRelease(String message) {
    super(message);
  }

  public InvalidRelease(String message, Throwable cause) {
    super(message, cause);
  }
}
