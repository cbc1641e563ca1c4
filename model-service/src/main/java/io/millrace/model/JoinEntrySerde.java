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
import org.apache.kafka.common.header.Headers;

/// How an entry of the join lies in its store.
///
/// Version 3: the version, the number of parts, and of each part its offset, its timestamp, its
/// headers and its JSON. Of headers there is the number, and of each its name and its value. Names,
/// values and JSON come after their length in bytes, -1 for no value. Integers are big-endian.
final class JoinEntrySerde extends VersionedSerde<JoinEntry> {
  private static final FeaturePartFormat FORMAT = new FeaturePartFormat();

  JoinEntrySerde() {
    super((byte) 3);
  }

  @Override
  protected void write(JoinEntry entry, DataOutputStream out) throws IOException {
    out.writeInt(entry.received().size());
    for (JoinEntry.Received received : entry.received()) {
      out.writeLong(received.offset());
      out.writeLong(received.timestamp());
      writeHeaders(received.headers(), out);
      writeBytes(JsonOutput.write(received.part(), FORMAT), out);
    }
  }

  @Override
  protected JoinEntry read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<JoinEntry.Received> received = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long offset = in.readLong();
      long timestamp = in.readLong();
      Headers headers = readHeaders(in);
      FeaturePart part = JsonInput.read(in.readNBytes(in.readInt()), FORMAT);
      received.add(new JoinEntry.Received(part, offset, timestamp, headers));
    }
    return new JoinEntry(received);
  }
}
