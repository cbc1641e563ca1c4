package io.millrace.model;

import org.jspecify.annotations.Nullable;

/// A model that cannot be used. The message names the file, what is wrong with it and the remedy.
public final class InvalidModel extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidModel(String message) {
    super(message);
  }

  InvalidModel(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
