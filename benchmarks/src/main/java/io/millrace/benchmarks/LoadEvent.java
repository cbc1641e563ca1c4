package io.millrace.benchmarks;

import io.millrace.contracts.Payload;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/// An event that a measurement publishes.
///
/// @param id its id, which is the key of its decision
/// @param key the key of the raw record
/// @param payload its JSON
public record LoadEvent(String id, String key, Payload payload) {

  ProducerRecord<byte[], byte[]> on(String topic) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), payload.bytes());
  }
}
