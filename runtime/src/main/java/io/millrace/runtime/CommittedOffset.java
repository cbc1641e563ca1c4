package io.millrace.runtime;

/// What is known of the commits of a partition's offsets.
///
/// Processing begins where the last commit ended, so the first record is at that offset. From then
/// on the committed offset rises to what was processed when a commit is seen to have been made; it
/// never falls. When a commit begins, what was processed may be committed from then on, whether the
/// answer comes or not.
public final class CommittedOffset {
  private static final long NONE = -1;

  private final CommitMark mark;
  private long committed = NONE;
  private long uncommitted = NONE;
  private long processed = NONE;
  private long ticket;

  public CommittedOffset(CommitMark mark) {
    this.mark = mark;
    mark.beforeCommit(() -> uncommitted = processed + 1);
  }

  /// Says that the record at an offset is about to be processed.
  public void advanceTo(long offset) {
    if (processed == NONE) {
      committed = offset;
      uncommitted = offset;
    } else if (mark.isCommitted(ticket)) {
      committed = processed + 1;
    }
    processed = offset;
    ticket = mark.ticket();
  }

  /// Below it no record comes again.
  public long committed() {
    return committed;
  }

  /// From it on no record is committed.
  public long uncommitted() {
    return uncommitted;
  }
}
