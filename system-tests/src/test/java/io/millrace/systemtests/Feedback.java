package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.cli.history.PastEvent;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What somebody says that a card transaction turned out to be.
///
/// @param teller who says so
record Feedback(PastEvent event, boolean fraud, Instant knownAt, String teller) {

  /// Publishes feedback in its order.
  static void publish(String bootstrap, PipelineDefinition pipeline, Iterable<Feedback> feedback) {
    try (Producer<byte[], byte[]> producer = new KafkaConnection(bootstrap, Map.of()).producer()) {
      for (Feedback each : feedback) {
        byte[] key = each.event().key().getBytes(UTF_8);
        Future<?> _ =
            producer.send(
                new ProducerRecord<>(
                    pipeline.topics().feedback().name(), key, each.json(pipeline)));
      }
    }
  }

  private byte[] json(PipelineDefinition pipeline) {
    String entities =
        event.entities().stream()
            .map(key -> "\"%s\":\"%s\",".formatted(pipeline.entities().get(key.entity()), key.id()))
            .collect(Collectors.joining());
    return """
    {"tx_id":"%s","event_time":"%s",%s"fraud":%d,"labelled_at":"%s","told_by":"%s"}
    """
        .formatted(event.id(), event.time(), entities, fraud ? 1 : 0, knownAt, teller)
        .getBytes(UTF_8);
  }
}
