package io.millrace.ingestion;

/// What became of a record: something to send on, or the reason why not.
sealed interface Reading<T> {

  record Accepted<T>(T value) implements Reading<T> {}

  /// Nothing to send on.
  ///
  /// @param reason in words that the producer understands, at most [#MAX_LENGTH] characters
  record Rejected<T>(String reason) implements Reading<T> {
    /// A reason is the header of a dead letter and is read by people.
    static final int MAX_LENGTH = 2_000;

    public Rejected {
      if (reason.length() > MAX_LENGTH) {
        reason = reason.substring(0, MAX_LENGTH - 1) + '…';
      }
    }
  }
}
