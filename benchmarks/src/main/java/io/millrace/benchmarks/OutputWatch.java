package io.millrace.benchmarks;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Watches what comes out of a subject, from the moment the watch is opened.
final class OutputWatch implements Closeable {
  private static final Duration STEP = Duration.ofMillis(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final long before;

  OutputWatch(Subject subject) {
    Map<String, Object> config = new HashMap<>(subject.client());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(subject.out()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    before = written();
  }

  /// Waits until so many records have been written, without reading them.
  void awaitRecords(long count, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long now = written() - before; now < count; now = written() - before) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only %d of %d events came out within %s".formatted(now, count, patience));
      }
      Pace.sleep(STEP);
    }
  }

  /// Hands on each record's key with the time at which it was read, until told that it is enough or
  /// nothing has come for `patience`.
  void read(
      ObjLongConsumer<String> each, java.util.function.BooleanSupplier enough, Duration patience) {
    long last = System.nanoTime();
    while (!enough.getAsBoolean() && System.nanoTime() - last < patience.toNanos()) {
      var records = consumer.poll(Duration.ofMillis(100));
      long now = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        each.accept(new String(record.key(), StandardCharsets.UTF_8), now);
        last = now;
      }
    }
  }

  private long written() {
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
