package io.millrace.contracts.json;

import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// The Kafka serde of a [JsonFormat]. A null record stays null.
public record JsonSerde<T>(JsonFormat<T> format) implements Serde<T> {

  @Override
  public Serializer<T> serializer() {
    return this::serialize;
  }

  @Override
  public Deserializer<T> deserializer() {
    return this::deserialize;
  }

  private byte @Nullable [] serialize(String topic, @Nullable T value) {
    return value == null ? null : JsonOutput.write(value, format);
  }

  private @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return JsonInput.read(bytes, format);
    } catch (IOException | IllegalArgumentException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }
}
