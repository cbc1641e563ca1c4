package io.millrace.trainer;

/// Training or evaluation that cannot go on. The message says why and what helps, in one line.
public final class TrainerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainerFailure(String message) {
    super(message);
  }

  TrainerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
