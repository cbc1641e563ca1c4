package io.millrace.entityfeatures;

import io.millrace.contracts.Stamp;
import io.millrace.runtime.Releases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// From which offset of a partition on which releases are asked.
///
/// Invariant: what it says of an offset depends on the records up to that offset alone.
///
/// @param entries by offset
record StampLog(List<Entry> entries) {
  static final StampLog EMPTY = new StampLog(List.of());

  StampLog {
    entries = List.copyOf(entries);
  }

  /// @param offset of the first record that asks for these releases by this assignment
  /// @param forgotten by kind, entities of which nothing had come since this time when less was
  ///   kept
  record Entry(
      long offset, int assignment, SortedSet<Integer> releases, Map<String, Long> forgotten) {
    Entry {
      releases = new TreeSet<>(releases);
      forgotten = Map.copyOf(forgotten);
    }

    private Entry forgetting(Map<String, Long> more) {
      return new Entry(offset, assignment, releases, latest(forgotten, more));
    }
  }

  /// By kind, the later of both times.
  static Map<String, Long> latest(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> latest = new HashMap<>(one);
    other.forEach((kind, time) -> latest.merge(kind, time, Math::max));
    return latest;
  }

  /// With the stamp of the record at an offset. Records of one partition come from many partitions
  /// of `events`, so an earlier assignment's may follow a later one's.
  StampLog with(long offset, Stamp stamp) {
    SortedSet<Integer> releases = releases(stamp);
    List<Entry> before = until(offset);
    if (!before.isEmpty()) {
      Entry last = before.getLast();
      if (last.assignment() > stamp.assignment()
          || (last.assignment() == stamp.assignment() && last.releases().containsAll(releases))) {
        return this;
      }
      if (last.assignment() == stamp.assignment()) {
        releases.addAll(last.releases());
      }
    }
    List<Entry> all = new ArrayList<>(before);
    all.add(new Entry(offset, stamp.assignment(), releases, forgotten(offset)));
    all.addAll(entries.subList(before.size(), entries.size()));
    return new StampLog(all);
  }

  /// The releases whose features are kept at an offset: those of the latest assignment and of the
  /// one before it, so that going back to it finds everything, and those of the record's own stamp.
  List<Integer> kept(long offset, Stamp stamp) {
    SortedSet<Integer> kept = keptBy(until(offset));
    kept.addAll(releases(stamp));
    return List.copyOf(kept);
  }

  /// Those that are kept for whatever comes after an offset; the folder's before the first record.
  List<Integer> keptAfter(long offset) {
    List<Entry> before = until(offset);
    return before.isEmpty() ? List.of(Releases.FOLDER) : List.copyOf(keptBy(before));
  }

  /// Which entities stay forgotten, at an offset.
  Map<String, Long> forgotten(long offset) {
    List<Entry> before = until(offset);
    return before.isEmpty() ? Map.of() : before.getLast().forgotten();
  }

  /// With more entities that stay forgotten from the record at an offset on, which has an entry.
  StampLog forgetting(long offset, Map<String, Long> more) {
    return new StampLog(
        entries.stream()
            .map(entry -> entry.offset() == offset ? entry.forgetting(more) : entry)
            .toList());
  }

  private static SortedSet<Integer> keptBy(List<Entry> entries) {
    SortedSet<Integer> kept = new TreeSet<>();
    for (Entry entry : entries.reversed()) {
      kept.addAll(entry.releases());
      if (entry.assignment() < entries.getLast().assignment()) {
        break;
      }
    }
    return kept;
  }

  /// Without what no record asks for any more, once those before an offset do not come again.
  StampLog committed(long offset) {
    List<Entry> old = until(offset - 1).reversed();
    int latest = old.isEmpty() ? 0 : old.getFirst().assignment();
    int needed = 0;
    for (Entry entry : old) {
      needed++;
      if (entry.assignment() < latest) {
        break;
      }
    }
    return needed >= old.size()
        ? this
        : new StampLog(entries.subList(old.size() - needed, entries.size()));
  }

  private List<Entry> until(long offset) {
    return entries.stream().takeWhile(entry -> entry.offset() <= offset).toList();
  }

  private static SortedSet<Integer> releases(Stamp stamp) {
    SortedSet<Integer> releases = new TreeSet<>();
    releases.add(stamp.release());
    if (stamp.shadow() != null) {
      releases.add(stamp.shadow());
    }
    return releases;
  }
}
