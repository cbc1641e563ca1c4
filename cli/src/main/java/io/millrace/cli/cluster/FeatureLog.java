package io.millrace.cli.cluster;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/// What one run of processor-a has written: each part of each event, and whether it was the same
/// bytes whenever it was written.
final class FeatureLog {
  private final Topic<String, FeaturePart> topic;
  private final Deserializer<FeaturePart> deserializer;
  private final Map<String, byte[]> parts = new HashMap<>();
  private long records;
  private long otherwise;

  FeatureLog(Topic<String, FeaturePart> topic) {
    this.topic = topic;
    this.deserializer = topic.valueSerde().deserializer();
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    records++;
    String part = deserializer.deserialize(topic.name(), record.value()).about().part().name();
    String key = new String(record.key(), StandardCharsets.UTF_8) + ' ' + part;
    byte[] before = parts.putIfAbsent(key, record.value());
    if (before != null && !Arrays.equals(before, record.value())) {
      otherwise++;
    }
  }

  /// How many parts there are.
  int size() {
    return parts.size();
  }

  /// How many records of those parts there are.
  long records() {
    return records;
  }

  /// How many records say otherwise than the first one of their part.
  long otherwise() {
    return otherwise;
  }

  /// How many parts another run has that are not the same here, or that are missing on one side.
  long differences(FeatureLog other) {
    long differences = 0;
    for (Map.Entry<String, byte[]> part : other.parts.entrySet()) {
      if (!Arrays.equals(parts.get(part.getKey()), part.getValue())) {
        differences++;
      }
    }
    return differences
        + parts.keySet().stream().filter(key -> !other.parts.containsKey(key)).count();
  }

  @Override
  public String toString() {
    return "%,d parts in %,d records".formatted(size(), records);
  }
}
