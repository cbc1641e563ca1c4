package io.millrace.cli.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/// Reads all partitions of one topic from where they begin or end when it is opened.
///
/// The topic's partitions must not grow meanwhile: those that are new are not read.
public final class TopicReader<V> implements AutoCloseable {
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

  @Override
  public void close() {
    consumer.close();
  }
}
