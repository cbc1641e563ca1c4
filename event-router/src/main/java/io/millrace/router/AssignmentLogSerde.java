package io.millrace.router;

import io.millrace.contracts.json.AssignmentFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.runtime.VersionedSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How an assignment log lies in its store.
///
/// Version 1: the version, the number of entries, and of each its offset, the length of the
/// assignment's JSON and the JSON. Integers are big-endian.
final class AssignmentLogSerde extends VersionedSerde<AssignmentLog> {
  private static final AssignmentFormat FORMAT = new AssignmentFormat();

  AssignmentLogSerde() {
    super((byte) 1);
  }

  @Override
  protected void write(AssignmentLog log, DataOutputStream out) throws IOException {
    out.writeInt(log.entries().size());
    for (AssignmentLog.Entry entry : log.entries()) {
      byte[] json = JsonOutput.write(entry.assignment(), FORMAT);
      out.writeLong(entry.offset());
      out.writeInt(json.length);
      out.write(json);
    }
  }

  @Override
  protected AssignmentLog read(DataInputStream in) throws IOException {
    List<AssignmentLog.Entry> entries = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      long offset = in.readLong();
      byte[] json = in.readNBytes(in.readInt());
      entries.add(new AssignmentLog.Entry(offset, JsonInput.read(json, FORMAT)));
    }
    return new AssignmentLog(entries);
  }
}
