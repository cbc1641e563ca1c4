package io.millrace.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// How values lie in a state store: a byte that tells the version of their form, then the value.
public abstract class VersionedSerde<T> implements Serde<T> {
  private final byte version;

  protected VersionedSerde(byte version) {
    this.version = version;
  }

  /// Writes a value, after its version.
  protected abstract void write(T value, DataOutputStream out) throws IOException;

  /// Reads what [#write] wrote, in the version that this serde knows.
  protected abstract T read(DataInputStream in) throws IOException;

  /// Writes bytes after their length, which is -1 for none.
  protected static void writeBytes(byte @Nullable [] bytes, DataOutputStream out)
      throws IOException {
    if (bytes == null) {
      out.writeInt(-1);
      return;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /// Reads what [#writeBytes] wrote.
  protected static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }

  /// Writes the headers of a record: their number, and of each its name in UTF-8 and its value.
  protected static void writeHeaders(Headers headers, DataOutputStream out) throws IOException {
    Header[] all = headers.toArray();
    out.writeInt(all.length);
    for (Header header : all) {
      writeBytes(header.key().getBytes(StandardCharsets.UTF_8), out);
      writeBytes(header.value(), out);
    }
  }

  /// Reads what [#writeHeaders] wrote.
  protected static Headers readHeaders(DataInputStream in) throws IOException {
    Headers headers = new RecordHeaders();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      headers.add(name, readBytes(in));
    }
    return headers;
  }

  @Override
  public final Serializer<T> serializer() {
    return this::serialize;
  }

  @Override
  public final Deserializer<T> deserializer() {
    return this::deserialize;
  }

  private byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(version);
      write(value, out);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new SerializationException("writing to memory failed", e);
    }
  }

  private @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte found = in.readByte();
      if (found != version) {
        throw new SerializationException(
            ("an entry of %s has version %d, but this program knows only version %d: "
                    + "run the one that wrote it, or empty the state and replay the inputs")
                .formatted(topic, found, version));
      }
      return read(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new SerializationException("an entry of " + topic + " is damaged: " + e, e);
    }
  }
}
