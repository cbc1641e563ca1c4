package io.millrace.cli.console;

/// The brokers do not answer, or refuse to: the cause says why.
final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoAnswer(Throwable cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
