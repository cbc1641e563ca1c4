package io.millrace.features;

/// A child of the root that has expired, and how far its removal has come.
///
/// Its entry is gone from the root already. Each step is taken once the one before it is committed,
/// so that whatever a crash loses of a step is done again.
///
/// @param indexed whether the ids of the rows below it have keys
/// @param since the offset of the record that began it
/// @param step the last one taken
/// @param at the offset of the record that took it
record Removal(int height, long id, boolean indexed, long since, Step step, long at) {

  /// The steps of a removal, each with the number that is stored for it.
  enum Step {
    /// The entry is gone.
    BEGUN(0),
    /// Of a leaf, the places of its ids are gone; of a branch, its children are being removed.
    EMPTIED(1),
    /// The node is gone.
    DELETED(2);

    final byte number;

    Step(int number) {
      this.number = (byte) number;
    }

    static Step of(byte number) {
      return switch (number) {
        case 0 -> BEGUN;
        case 1 -> EMPTIED;
        case 2 -> DELETED;
        default -> throw new IllegalStateException("no step of a removal has number " + number);
      };
    }
  }

  /// Of a child of the root.
  static Removal of(int height, long id, long offset) {
    return new Removal(height, id, Ids.areKeptAt(height), offset, Step.BEGUN, offset);
  }

  /// Of a child of this one.
  Removal ofChild(long child, long offset) {
    return new Removal(height - 1, child, indexed, offset, Step.BEGUN, offset);
  }

  Removal with(Step next, long offset) {
    return new Removal(height, id, indexed, since, next, offset);
  }

  /// As it was before the record at an offset, which did not begin it.
  Removal before(long offset) {
    if (at < offset) {
      return this;
    }
    return switch (step) {
      case BEGUN, EMPTIED -> with(Step.BEGUN, since);
      case DELETED -> with(Step.EMPTIED, offset - 1);
    };
  }
}
