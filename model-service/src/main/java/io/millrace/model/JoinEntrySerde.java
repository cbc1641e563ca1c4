package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.json.FeaturePartFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.runtime.VersionedSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How an entry of the join lies in its store.
///
/// Version 2: the version, the timestamp, the number of parts, and of each part its offset, the
/// length of its JSON and the JSON. Integers are big-endian.
final class JoinEntrySerde extends VersionedSerde<JoinEntry> {
  private static final FeaturePartFormat FORMAT = new FeaturePartFormat();

  JoinEntrySerde() {
    super((byte) 2);
  }

  @Override
  protected void write(JoinEntry entry, DataOutputStream out) throws IOException {
    out.writeLong(entry.timestamp());
    out.writeInt(entry.received().size());
    for (JoinEntry.Received received : entry.received()) {
      byte[] json = JsonOutput.write(received.part(), FORMAT);
      out.writeLong(received.offset());
      out.writeInt(json.length);
      out.write(json);
    }
  }

  @Override
  protected JoinEntry read(DataInputStream in) throws IOException {
    long timestamp = in.readLong();
    int count = in.readInt();
    List<JoinEntry.Received> received = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long offset = in.readLong();
      FeaturePart part = JsonInput.read(in.readNBytes(in.readInt()), FORMAT);
      received.add(new JoinEntry.Received(part, offset));
    }
    return new JoinEntry(timestamp, received);
  }
}
