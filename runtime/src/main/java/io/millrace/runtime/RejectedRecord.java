package io.millrace.runtime;

/// Thrown by a processor that cannot use the record at hand: the record goes to dead letters with
/// this reason, and the stream goes on.
public final class RejectedRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param reason what is wrong, in words that a person understands
  public RejectedRecord(String reason) {
    super(reason, null, false, false);
  }
}
