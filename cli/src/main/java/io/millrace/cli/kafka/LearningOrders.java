package io.millrace.cli.kafka;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.Topic;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What people want of a learner, as records of the topic `learning`.
public record LearningOrders(Topic<String, LearningEvent> topic, KafkaConnection kafka) {

  /// Puts an order on record, and returns once it is there.
  ///
  /// @param at the time of events
  public void append(Order order, Instant at, String reason) {
    byte[] value =
        topic.valueSerde().serializer().serialize(topic.name(), new Ordered(at, order, reason));
    kafka.write(List.of(new ProducerRecord<>(topic.name(), value)));
  }
}
