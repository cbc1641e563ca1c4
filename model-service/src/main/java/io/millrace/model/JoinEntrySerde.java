package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Position;
import io.millrace.contracts.json.FeaturePartFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.JsonOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// How an entry of the join lies in its store.
///
/// Version 1: the version, how it stands (0 waiting, 1 complete, 2 given up), the timestamp; if
/// complete, the position of the record that completed it; the number of parts, and each part as
/// the length of its JSON and the JSON. Integers are big-endian, the position is modified UTF-8.
final class JoinEntrySerde implements Serde<JoinEntry> {
  private static final byte VERSION = 1;
  private static final byte WAITING = 0;
  private static final byte COMPLETE = 1;
  private static final byte GIVEN_UP = 2;
  private static final FeaturePartFormat FORMAT = new FeaturePartFormat();

  @Override
  public Serializer<JoinEntry> serializer() {
    return JoinEntrySerde::write;
  }

  @Override
  public Deserializer<JoinEntry> deserializer() {
    return JoinEntrySerde::read;
  }

  private static byte @Nullable [] write(String topic, @Nullable JoinEntry entry) {
    if (entry == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeStanding(entry, out);
      out.writeInt(entry.parts().size());
      for (FeaturePart part : entry.parts()) {
        byte[] json = JsonOutput.write(part, FORMAT);
        out.writeInt(json.length);
        out.write(json);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new SerializationException("writing to memory failed", e);
    }
  }

  private static void writeStanding(JoinEntry entry, DataOutputStream out) throws IOException {
    switch (entry) {
      case JoinEntry.Waiting(long timestamp, List<FeaturePart> _) -> {
        out.writeByte(WAITING);
        out.writeLong(timestamp);
      }
      case JoinEntry.Complete(long timestamp, List<FeaturePart> _, Position completedBy)
          when completedBy != null -> {
        out.writeByte(COMPLETE);
        out.writeLong(timestamp);
        out.writeUTF(completedBy.toString());
      }
      case JoinEntry.Complete(long timestamp, List<FeaturePart> _, Position _) -> {
        out.writeByte(GIVEN_UP);
        out.writeLong(timestamp);
      }
    }
  }

  private static @Nullable JoinEntry read(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new SerializationException(
            ("an entry of %s has version %d, but this program knows only version %d: "
                    + "use the one that wrote it, or a later one")
                .formatted(topic, version, VERSION));
      }
      byte standing = in.readByte();
      long timestamp = in.readLong();
      Position completedBy = standing == COMPLETE ? Position.parse(in.readUTF()) : null;
      List<FeaturePart> parts = readParts(in);
      return standing == WAITING
          ? new JoinEntry.Waiting(timestamp, parts)
          : new JoinEntry.Complete(timestamp, parts, completedBy);
    } catch (IOException e) {
      throw new SerializationException("an entry of " + topic + " is damaged: " + e, e);
    }
  }

  private static List<FeaturePart> readParts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<FeaturePart> parts = new ArrayList<>(count);
    for (int part = 0; part < count; part++) {
      parts.add(JsonInput.read(in.readNBytes(in.readInt()), FORMAT));
    }
    return parts;
  }
}
