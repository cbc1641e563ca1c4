package io.millrace.cli.kafka;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.Position;
import io.millrace.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/// Finds single records of topics, and reads no more of them than that takes.
///
/// Of the partitions one is read, that of the key. No record is kept but the one that is found, so
/// it takes as little memory in a large topic as in a small one.
public final class RecordLookup implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// How many records are read forwards at once on the way backwards: little to read twice, and few
  /// requests for many.
  private static final long CHUNK = 20_000;

  /// A look-up ends where its partition does, and the next one waits for the fetch that still does.
  private static final Map<String, Object> LITTLE_WAIT =
      Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "10");

  private final Consumer<byte[], byte[]> consumer;
  private final long chunk;

  RecordLookup(Consumer<byte[], byte[]> consumer, long chunk) {
    this.consumer = consumer;
    this.chunk = chunk;
  }

  public static RecordLookup open(KafkaConnection kafka) {
    return new RecordLookup(kafka.consumer(new ByteArrayDeserializer(), LITTLE_WAIT), CHUNK);
  }

  /// The record at a position; empty if it is not kept any more, or was never there.
  public <V> Optional<Found<V>> at(Topic<?, V> topic, Position position) {
    TopicPartition partition = new TopicPartition(topic.name(), position.partition());
    if (!position.topic().equals(topic.name()) || partitions(topic) <= position.partition()) {
      return Optional.empty();
    }
    long offset = position.offset();
    assign(partition);
    return offset < beginning(partition) || offset >= end(partition)
        ? Optional.empty()
        : last(partition, offset, offset + 1, record -> record.offset() == offset)
            .map(record -> found(topic, record));
  }

  /// The newest record of a key.
  public <V> Optional<Found<V>> newest(Topic<String, V> topic, String key) {
    return newest(topic, partitionOf(topic, key), Long.MAX_VALUE, withKey(key));
  }

  /// The newest record of any partition whose value holds a text of a form, among so many of each.
  public <V> Optional<Found<V>> newestWith(Topic<?, V> topic, Pattern text, long most) {
    for (int number = 0; number < partitions(topic); number++) {
      TopicPartition partition = new TopicPartition(topic.name(), number);
      Optional<Found<V>> found = newest(topic, partition, most, withText(text));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The first record of a key with a timestamp: whatever follows from an event has its.
  public <V> Optional<Found<V>> stamped(Topic<String, V> topic, String key, Instant timestamp) {
    TopicPartition partition = partitionOf(topic, key);
    assign(partition);
    long millis = timestamp.toEpochMilli();
    OffsetAndTimestamp from = consumer.offsetsForTimes(Map.of(partition, millis)).get(partition);
    if (from == null) {
      return Optional.empty();
    }
    Predicate<ConsumerRecord<byte[], byte[]>> wanted =
        withKey(key).and(record -> record.timestamp() == millis);
    return search(partition, from.offset(), end(partition), wanted, true)
        .map(record -> found(topic, record));
  }

  private <V> Optional<Found<V>> newest(
      Topic<?, V> topic,
      TopicPartition partition,
      long most,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    assign(partition);
    long end = end(partition);
    long beginning = Math.max(beginning(partition), end - most);
    for (long to = end; to > beginning; to -= chunk) {
      Optional<ConsumerRecord<byte[], byte[]>> newest =
          last(partition, Math.max(beginning, to - chunk), to, wanted);
      if (newest.isPresent()) {
        return newest.map(record -> found(topic, record));
      }
    }
    return Optional.empty();
  }

  private Optional<ConsumerRecord<byte[], byte[]>> last(
      TopicPartition partition,
      long from,
      long to,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    return search(partition, from, to, wanted, false);
  }

  /// @param isFirst whether the first one is looked for, and not the last
  private Optional<ConsumerRecord<byte[], byte[]>> search(
      TopicPartition partition,
      long from,
      long to,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      boolean isFirst) {
    Optional<ConsumerRecord<byte[], byte[]>> found = Optional.empty();
    consumer.seek(partition, from);
    long since = System.nanoTime();
    while (consumer.position(partition) < to && !(isFirst && found.isPresent())) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      since = records.isEmpty() ? since : System.nanoTime();
      requirePatience(partition, since);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        boolean isNext = !isFirst || found.isEmpty();
        if (isNext && record.value() != null && record.offset() < to && wanted.test(record)) {
          found = Optional.of(record);
        }
      }
    }
    return found;
  }

  private static void requirePatience(TopicPartition partition, long since) {
    if (System.nanoTime() - since > PATIENCE.toNanos()) {
      throw new CommandFailure(
          "%s cannot be read: nothing has come within %d s. Is the broker there?"
              .formatted(partition, PATIENCE.toSeconds()));
    }
  }

  private static Predicate<ConsumerRecord<byte[], byte[]>> withKey(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return record -> Arrays.equals(record.key(), bytes);
  }

  private static Predicate<ConsumerRecord<byte[], byte[]>> withText(Pattern text) {
    return record -> text.matcher(new String(record.value(), StandardCharsets.UTF_8)).find();
  }

  private static <V> Found<V> found(Topic<?, V> topic, ConsumerRecord<byte[], byte[]> record) {
    Position at = new Position(record.topic(), record.partition(), record.offset());
    try {
      V value = topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
      return new Found<>(at, Instant.ofEpochMilli(record.timestamp()), record.headers(), value);
    } catch (SerializationException e) {
      throw new CommandFailure("%s cannot be read: %s".formatted(at, e.getMessage()), e);
    }
  }

  /// Where Kafka's producers put a key unless they are told otherwise.
  private TopicPartition partitionOf(Topic<?, ?> topic, String key) {
    int hash = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
    return new TopicPartition(topic.name(), hash % partitions(topic));
  }

  private int partitions(Topic<?, ?> topic) {
    return consumer.partitionsFor(topic.name()).size();
  }

  private void assign(TopicPartition partition) {
    consumer.assign(List.of(partition));
  }

  private long beginning(TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  private long end(TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
