package io.millrace.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
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
