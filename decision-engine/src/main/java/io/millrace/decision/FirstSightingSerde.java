package io.millrace.decision;

import io.millrace.contracts.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Sightings as state: a version byte, the timestamp, and the position as text.
final class FirstSightingSerde implements Serde<FirstSighting> {
  private static final byte VERSION = 1;

  @Override
  public Serializer<FirstSighting> serializer() {
    return FirstSightingSerde::write;
  }

  @Override
  public Deserializer<FirstSighting> deserializer() {
    return FirstSightingSerde::read;
  }

  private static byte @Nullable [] write(String topic, @Nullable FirstSighting sighting) {
    if (sighting == null) {
      return null;
    }
    byte[] position = sighting.prediction().toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Byte.BYTES + Long.BYTES + position.length)
        .put(VERSION)
        .putLong(sighting.timestamp())
        .put(position)
        .array();
  }

  private static @Nullable FirstSighting read(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new SerializationException(
          "%s holds version %d, but this release reads %d: upgrade it, or delete the state"
              .formatted(topic, version, VERSION));
    }
    long timestamp = in.getLong();
    return new FirstSighting(
        timestamp, Position.parse(StandardCharsets.UTF_8.decode(in).toString()));
  }
}
