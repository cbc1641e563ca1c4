package io.millrace.runtime;

/// A configuration that a service must not start with. The message names key, value and remedy.
public final class InvalidConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidConfiguration(String message) {
    super(message);
  }
}
