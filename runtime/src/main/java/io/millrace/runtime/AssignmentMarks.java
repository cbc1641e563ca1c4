package io.millrace.runtime;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;

/// Appends assignments to every partition of `events`.
final class AssignmentMarks {
  /// The key of an assignment there: it concerns no entity.
  private static final String MARKER = "assignment";

  private final Topic<String, StreamRecord> events;
  private final Map<String, ?> client;
  private final Function<Map<String, Object>, Producer<String, byte[]>> producers;

  /// @param client properties of a Kafka client
  /// @param producers opens a producer with these properties
  AssignmentMarks(
      Topic<String, StreamRecord> events,
      Map<String, ?> client,
      Function<Map<String, Object>, Producer<String, byte[]>> producers) {
    this.events = events;
    this.client = client;
    this.producers = producers;
  }

  /// Appends it, and returns when it stands there.
  void append(Assignment assignment) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    try (Producer<String, byte[]> marker = producers.apply(properties)) {
      byte[] value = events.valueSerde().serializer().serialize(events.name(), assignment);
      List<PartitionInfo> partitions = marker.partitionsFor(events.name());
      partitions.stream()
          .map(partition ->
              marker.send(
                  new ProducerRecord<>(events.name(), partition.partition(), MARKER, value)))
          .toList()
          .forEach(AssignmentMarks::await);
    }
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("an assignment could not be appended to events", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while an assignment was appended to events", e);
    }
  }
}
