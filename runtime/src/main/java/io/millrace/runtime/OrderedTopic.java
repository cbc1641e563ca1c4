package io.millrace.runtime;

import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A topic whose records all stand in one order, being read from its beginning on: keys are text,
/// values bytes. Not for several threads at once.
public final class OrderedTopic implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final TopicPartition partition;

  /// @param client properties of the client, the brokers among them
  public OrderedTopic(String topic, Map<String, ?> client) {
    this(topic, open(client));
  }

  OrderedTopic(String topic, org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
    partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  private static KafkaConsumer<String, byte[]> open(Map<String, ?> client) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /// Reads what has come, waiting for `wait` at most.
  public void poll(Duration wait, Consumer<ConsumerRecord<String, byte[]>> to) {
    consumer.poll(wait).forEach(to);
  }

  /// Reads all that is there by now, however long that takes, as long as something comes.
  public void readToEnd(Consumer<ConsumerRecord<String, byte[]>> to) {
    long end = end();
    long since = System.nanoTime();
    for (long at = position(); at < end; ) {
      requirePatience(since);
      poll(POLL, to);
      since = position() > at ? System.nanoTime() : since;
      at = position();
    }
  }

  /// Where the next committed record will stand.
  long end() {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /// Up to where it was read.
  public long position() {
    return consumer.position(partition);
  }

  /// The value at an offset; reading goes on where it was.
  byte[] valueAt(long offset) {
    long resume = position();
    try {
      consumer.seek(partition, offset);
      for (long since = System.nanoTime(); ; requirePatience(since)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.offset() == offset && record.value() != null) {
            return record.value();
          }
        }
      }
    } finally {
      consumer.seek(partition, resume);
    }
  }

  private void requirePatience(long since) {
    if (System.nanoTime() - since > PATIENCE.toNanos()) {
      throw new TimeoutException(
          "%s could not be read within %s".formatted(partition.topic(), PATIENCE));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
