package io.millrace.trainer.promotion;

import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The end of the topic `predictions`, as far back as is enough to tell how a model serves.
final class LatestPredictions implements Predictions {
  private static final long MOST = 100_000;
  private static final Duration POLL = Duration.ofMillis(500);

  private final Topic<String, Prediction> topic;
  private final Map<String, Object> client;

  LatestPredictions(Topic<String, Prediction> topic, Map<String, Object> client) {
    this.topic = topic;
    this.client = new HashMap<>(client);
    this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
  }

  @Override
  public void tell(ShadowAnswers answers) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      ends.forEach((partition, end) ->
          consumer.seek(
              partition,
              Math.max(begins.getOrDefault(partition, 0L), end - MOST / partitions.size())));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> tell(record, answers));
      }
    }
  }

  private void tell(ConsumerRecord<byte[], byte[]> record, ShadowAnswers answers) {
    try {
      Prediction prediction =
          topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
      if (prediction != null) {
        answers.take(prediction, InferenceTimes.of(record.headers()));
      }
    } catch (SerializationException e) {
      // What cannot be read is no prediction: the join has sent it to dead letters.
    }
  }
}
