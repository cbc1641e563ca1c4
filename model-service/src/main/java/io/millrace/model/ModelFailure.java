package io.millrace.model;

/// A model that was loaded, but gave no answer that can be used. The message says why.
public final class ModelFailure extends Exception {
  private static final long serialVersionUID = 1L;

  ModelFailure(String message) {
    super(message);
  }

  ModelFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
