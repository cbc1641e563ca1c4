package io.millrace.cli.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/// Reads all partitions of one topic from where they begin or end when it is opened.
///
/// The topic's partitions must not grow meanwhile: those that are new are not read.
public final class TopicReader<V> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], V> consumer;

  TopicReader(Consumer<byte[], V> consumer) {
    this.consumer = consumer;
  }

  /// Reads what comes from now on.
  public static <V> TopicReader<V> fromEnd(
      KafkaConnection kafka, String topic, Deserializer<V> values) {
    TopicReader<V> reader = assigned(kafka, topic, values);
    reader.consumer.seekToEnd(reader.consumer.assignment());
    reader.consumer.assignment().forEach(reader.consumer::position);
    return reader;
  }

  /// Reads all that is there, and what comes.
  public static <V> TopicReader<V> fromBeginning(
      KafkaConnection kafka, String topic, Deserializer<V> values) {
    TopicReader<V> reader = assigned(kafka, topic, values);
    reader.consumer.seekToBeginning(reader.consumer.assignment());
    return reader;
  }

  private static <V> TopicReader<V> assigned(
      KafkaConnection kafka, String topic, Deserializer<V> values) {
    kafka.requireTopics(List.of(topic));
    Consumer<byte[], V> consumer = kafka.consumer(values);
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList());
    return new TopicReader<>(consumer);
  }

  /// Hands on what has come, waiting at most `wait` for the first; returns how many there were.
  public int poll(Duration wait, java.util.function.Consumer<ConsumerRecord<byte[], V>> to) {
    ConsumerRecords<byte[], V> records = consumer.poll(wait);
    records.forEach(to);
    return records.count();
  }

  /// Hands on all that was there when it is called, each partition in its order.
  public void readAll(java.util.function.Consumer<ConsumerRecord<byte[], V>> to) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(POLL, to);
    }
  }

  /// How many records are there that have not been read.
  public long remaining() {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .mapToLong(end -> end.getValue() - consumer.position(end.getKey()))
        .sum();
  }

  /// The offset that each partition begins with: 0 if it is the first record that it ever had.
  public Map<Integer, Long> beginnings() {
    Map<Integer, Long> beginnings = new HashMap<>();
    consumer
        .beginningOffsets(consumer.assignment())
        .forEach((partition, offset) -> beginnings.put(partition.partition(), offset));
    return beginnings;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
