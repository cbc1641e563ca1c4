package io.millrace.entityfeatures;

import io.millrace.runtime.VersionedSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How a stamp log lies in the store.
///
/// Version 2: the version, the number of entries, and of each its offset, assignment, the number of
/// releases and these, the number of kinds of entities and of each its name in modified UTF-8 and
/// the time before which it is forgotten. Integers are big-endian.
final class StampLogSerde extends VersionedSerde<StampLog> {

  StampLogSerde() {
    super((byte) 2);
  }

  @Override
  protected void write(StampLog log, DataOutputStream out) throws IOException {
    out.writeInt(log.entries().size());
    for (StampLog.Entry entry : log.entries()) {
      out.writeLong(entry.offset());
      out.writeInt(entry.assignment());
      out.writeInt(entry.releases().size());
      for (int release : entry.releases()) {
        out.writeInt(release);
      }
      out.writeInt(entry.forgotten().size());
      for (Map.Entry<String, Long> kind : new TreeMap<>(entry.forgotten()).entrySet()) {
        out.writeUTF(kind.getKey());
        out.writeLong(kind.getValue());
      }
    }
  }

  @Override
  protected StampLog read(DataInputStream in) throws IOException {
    List<StampLog.Entry> entries = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      long offset = in.readLong();
      int assignment = in.readInt();
      SortedSet<Integer> releases = new TreeSet<>();
      for (int more = in.readInt(); more > 0; more--) {
        releases.add(in.readInt());
      }
      Map<String, Long> forgotten = new TreeMap<>();
      for (int more = in.readInt(); more > 0; more--) {
        forgotten.put(in.readUTF(), in.readLong());
      }
      entries.add(new StampLog.Entry(offset, assignment, releases, forgotten));
    }
    return new StampLog(entries);
  }
}
