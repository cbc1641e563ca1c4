package io.millrace.features;

import java.nio.ByteBuffer;

/// Which chunks make up an entity's log: those numbered `first` to `last`.
///
/// A missing one among them is empty, one outside does not belong to it. Invariant: numbers are
/// never used again, save for chunks that an uncommitted record opened.
///
/// @param freed the chunks from here to `first` were deleted by the record at `freedAt`, which
///   deletes them again whenever it is replayed
/// @param freedAt the offset of that record, -1 where there was none
record Directory(int first, int last, int freed, long freedAt) {
  static final Directory EMPTY = new Directory(0, -1, 0, -1);

  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 3 * Integer.BYTES + Long.BYTES;

  static Directory of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "the directory of an entity's history has version %d, this release reads %d: run a newer"
                  .formatted(version, VERSION)
              + " release or empty the state and replay events-a");
    }
    return new Directory(in.getInt(), in.getInt(), in.getInt(), in.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .put(VERSION)
        .putInt(first)
        .putInt(last)
        .putInt(freed)
        .putLong(freedAt)
        .array();
  }

  /// With one chunk more at its end.
  Directory opened() {
    return new Directory(first, last + 1, freed, freedAt);
  }

  /// Without the chunks before `newFirst`; what an uncommitted record freed is freed again.
  Directory freedTo(int newFirst, long offset, long committed) {
    return new Directory(newFirst, last, freedAt >= committed ? freed : first, offset);
  }
}
