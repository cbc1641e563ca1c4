package io.millrace.contracts.expression;

/// An expression that could not be computed for one record. The message names it and says why.
public final class ExpressionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExpressionFailure(String message, Throwable cause) {
    super(message, cause);
  }

  public ExpressionFailure(String message) {
    super(message);
  }
}
