package io.millrace.entityfeatures;

import io.millrace.runtime.CommitMark;

/// Below which offset of a partition no record comes again.
///
/// Processing begins where the last commit ended, so the first record is at that offset. From then
/// on it rises to what was processed when a commit is seen to have been made; it never falls.
final class CommittedOffset {
  private static final long NONE = -1;

  private final CommitMark mark;
  private long committed = NONE;
  private long processed = NONE;
  private long ticket;

  CommittedOffset(CommitMark mark) {
    this.mark = mark;
  }

  /// Says that the record at an offset is about to be processed.
  void advanceTo(long offset) {
    if (processed == NONE) {
      committed = offset;
    } else if (mark.isCommitted(ticket)) {
      committed = processed + 1;
    }
    processed = offset;
    ticket = mark.ticket();
  }

  long value() {
    return committed;
  }
}
