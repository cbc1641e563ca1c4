package io.millrace.router;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// From which offset of a partition on which assignment holds.
///
/// Invariant: what it says of an offset depends on the records before that offset alone. So a
/// record that comes again after a crash gets the stamp that it had.
///
/// @param entries by offset, their assignments' numbers rising
record AssignmentLog(List<Entry> entries) {
  static final AssignmentLog EMPTY = new AssignmentLog(List.of());

  private static final int PERCENT = 100;

  AssignmentLog {
    entries = List.copyOf(entries);
  }

  /// @param offset where the assignment stands; it holds for what comes after it
  record Entry(long offset, Assignment assignment) {}

  /// With an assignment that stands at an offset. It changes nothing where a later or the same one
  /// held there already.
  AssignmentLog with(long offset, Assignment assignment) {
    Assignment before = at(offset);
    boolean old = before != null && before.number() >= assignment.number();
    boolean known = entries.stream().anyMatch(entry -> entry.offset() == offset);
    if (old || known) {
      return this;
    }
    List<Entry> all = new ArrayList<>(entries);
    all.add(new Entry(offset, assignment));
    return new AssignmentLog(all);
  }

  /// Without what no record asks for any more, once those before an offset do not come again.
  AssignmentLog committed(long offset) {
    int superseded = 0;
    while (superseded + 1 < entries.size() && entries.get(superseded + 1).offset() < offset) {
      superseded++;
    }
    return superseded == 0 ? this : new AssignmentLog(entries.subList(superseded, entries.size()));
  }

  /// The stamp of a record at an offset that concerns an entity first.
  Stamp stamp(long offset, EntityKey first) {
    Assignment assignment = at(offset);
    if (assignment == null) {
      return Stamp.NONE;
    }
    int number = assignment.number();
    int release = assignment.release();
    Assignment.Challenger challenger = assignment.challenger();
    if (challenger == null) {
      return new Stamp(number, release, null);
    }
    boolean isTried = share(first, challenger.release()) < challenger.percent();
    if (!isTried) {
      return new Stamp(number, release, challenger.release());
    }
    return new Stamp(number, challenger.release(), release);
  }

  private @Nullable Assignment at(long offset) {
    Assignment found = null;
    for (Entry entry : entries) {
      if (entry.offset() < offset) {
        found = entry.assignment();
      }
    }
    return found;
  }

  /// From 0 to 100. It is the same for an entity whatever the percentage, so that more percent add
  /// entities and take none away; and differs by release, so that not always the same are tried.
  private static double share(EntityKey key, int release) {
    CRC32C hash = new CRC32C();
    hash.update((release + "/" + key).getBytes(StandardCharsets.UTF_8));
    return hash.getValue() * PERCENT / 0x1p32;
  }
}
