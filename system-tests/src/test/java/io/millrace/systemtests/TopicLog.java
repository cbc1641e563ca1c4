package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// All records of a topic from its beginning, as the bytes that they are.
final class TopicLog implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration READ_WITHIN = Duration.ofSeconds(30);

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();

  private TopicLog(String topic, Consumer<byte[], byte[]> consumer) {
    this.topic = topic;
    this.consumer = consumer;
  }

  static TopicLog open(String bootstrap, Topic<?, ?> topic) {
    Consumer<byte[], byte[]> consumer =
        new KafkaConnection(bootstrap, Map.of()).consumer(new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
    return new TopicLog(topic.name(), consumer);
  }

  /// All that is on a topic now.
  static List<ConsumerRecord<byte[], byte[]>> all(String bootstrap, Topic<?, ?> topic) {
    try (TopicLog log = open(bootstrap, topic)) {
      log.readToEnd();
      return List.copyOf(log.records());
    }
  }

  /// The records read so far.
  List<ConsumerRecord<byte[], byte[]>> records() {
    return Collections.unmodifiableList(records);
  }

  /// The keys of the records read so far.
  Set<String> keys() {
    return Collections.unmodifiableSet(keys);
  }

  /// The values read so far as text, in the order of each partition, by what `of` says of a record.
  Map<String, List<String>> valuesBy(Function<ConsumerRecord<byte[], byte[]>, String> of) {
    return records.stream()
        .collect(
            Collectors.groupingBy(
                of, Collectors.mapping(record -> text(record.value()), Collectors.toList())));
  }

  /// Reads until a condition holds; fails the test if it does not within `bound`.
  void readUntil(Duration bound, Predicate<TopicLog> condition) {
    long start = System.nanoTime();
    while (!condition.test(this)) {
      if (System.nanoTime() - start > bound.toNanos()) {
        throw new AssertionError(
            "not within %s: %s has %d records of %d keys"
                .formatted(bound, topic, records.size(), keys.size()));
      }
      consumer.poll(STEP).forEach(this::add);
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    records.add(record);
    keys.add(key(record));
  }

  /// Reads as far as the topic goes now.
  void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    readUntil(
        READ_WITHIN,
        _ -> ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue()));
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return text(record.key());
  }

  static String keyAndValue(ConsumerRecord<byte[], byte[]> record) {
    return key(record) + ' ' + text(record.value());
  }

  /// The text of a header; empty if the record has none of this name.
  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
