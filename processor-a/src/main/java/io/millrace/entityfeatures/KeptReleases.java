package io.millrace.entityfeatures;

import io.millrace.contracts.Stamp;
import io.millrace.features.EntityStore;
import io.millrace.runtime.Releases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Knows whose features are kept at each record of a partition, after a restart too.
final class KeptReleases {
  private static final String KEY = "stamps";
  private static final byte VERSION = 1;

  private final EntityStore store;
  private @Nullable StampLog read;
  private @Nullable Stamp last;
  private List<Integer> kept = List.of();

  KeptReleases(EntityStore store) {
    this.store = store;
  }

  /// The releases whose features are kept at the record at an offset, in rising order.
  List<Integer> at(long offset, Stamp stamp) {
    StampLog log = log();
    boolean isNew =
        !stamp.equals(last)
            || (!log.entries().isEmpty() && log.entries().getLast().offset() >= offset);
    if (isNew) {
      StampLog with = log.with(offset, stamp);
      if (!with.equals(log)) {
        store.put(KEY, bytes(with.committed(store.committedOffset())));
      }
      read = with;
      last = stamp;
      kept = with.kept(offset, stamp);
    }
    return kept;
  }

  /// Those that were kept at the last record; the folder's before the first one.
  List<Integer> latest() {
    StampLog log = log();
    return log.entries().isEmpty() ? List.of(Releases.FOLDER) : log.keptAtLast();
  }

  private StampLog log() {
    if (read == null) {
      byte[] bytes = store.get(KEY);
      read = bytes == null ? StampLog.EMPTY : read(bytes);
    }
    return read;
  }

  private static byte[] bytes(StampLog log) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(log.entries().size());
      for (StampLog.Entry entry : log.entries()) {
        out.writeLong(entry.offset());
        out.writeInt(entry.assignment());
        out.writeInt(entry.releases().size());
        for (int release : entry.releases()) {
          out.writeInt(release);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static StampLog read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "the releases that are kept are told in version %d, this program reads %d: run the one"
                    .formatted(version, VERSION)
                + " that wrote it, or empty the state and replay events-a");
      }
      List<StampLog.Entry> entries = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        long offset = in.readLong();
        int assignment = in.readInt();
        SortedSet<Integer> releases = new TreeSet<>();
        for (int more = in.readInt(); more > 0; more--) {
          releases.add(in.readInt());
        }
        entries.add(new StampLog.Entry(offset, assignment, releases));
      }
      return new StampLog(entries);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }
}
