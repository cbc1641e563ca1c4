package io.millrace.cli;

import org.jspecify.annotations.Nullable;

/// A command that cannot do its work. The message is what the user reads: one line that names the
/// offending value and the remedy, never a class.
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailure(String message) {
    super(message);
  }

  public CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
