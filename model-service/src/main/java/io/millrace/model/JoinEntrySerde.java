package io.millrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

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
      writeHeaders(received.headers().toArray(), out);
      writeBytes(JsonOutput.write(received.part(), FORMAT), out);
    }
  }

  private static void writeHeaders(Header[] headers, DataOutputStream out) throws IOException {
    out.writeInt(headers.length);
    for (Header header : headers) {
      writeBytes(header.key().getBytes(UTF_8), out);
      writeBytes(header.value(), out);
    }
  }

  private static void writeBytes(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
    if (bytes == null) {
      out.writeInt(-1);
      return;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
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

  private static Headers readHeaders(DataInputStream in) throws IOException {
    Headers headers = new RecordHeaders();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = new String(in.readNBytes(in.readInt()), UTF_8);
      int length = in.readInt();
      headers.add(name, length < 0 ? null : in.readNBytes(length));
    }
    return headers;
  }
}
