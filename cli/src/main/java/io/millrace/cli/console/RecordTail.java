package io.millrace.cli.console;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads the ends of the topics that the console tells of, within a budget: what is beyond it is
/// passed over, so a stream of 10,000 events a second costs no more than one of 200.
///
/// Of each partition the last few records are always read, so that what is shown as latest is.
final class RecordTail implements AutoCloseable {
  private static final int PER_SECOND = 200;
  private static final int LAST_FEW = 12;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  /// Small answers: what does not fit the budget should not be fetched either.
  private static final Map<String, Object> SMALL =
      Map.of(
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          PER_SECOND / 2,
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
          64 << 10,
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          256 << 10,
          // A request for the end waits for the fetch before it.
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
          100,
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          5_000);

  private final KafkaConnection kafka;
  private final List<String> topics;
  private final SeenRecords seen;
  private final TailBudget budget = new TailBudget(PER_SECOND, System.nanoTime());
  private final Map<TopicPartition, Long> liveFrom = new HashMap<>();
  private @Nullable Consumer<byte[], byte[]> consumer;

  RecordTail(PipelineTopics topics, KafkaConnection kafka, SeenRecords seen) {
    this.kafka = kafka;
    this.topics = SeenRecords.topics(topics);
    this.seen = seen;
  }

  /// Reads what has come, if it is within the budget; throws `KafkaException` if the brokers do not
  /// answer, and begins at the end next time.
  void read() {
    try {
      if (consumer == null) {
        consumer = open();
      }
      read(consumer);
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  private void read(Consumer<byte[], byte[]> from) {
    Collection<TopicPartition> again = partitions(from, budget.renewed(System.nanoTime()));
    if (!again.isEmpty()) {
      skipToEnd(from, again);
      from.resume(again);
    }
    for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      boolean isLive = record.offset() >= liveFrom.getOrDefault(partition, 0L);
      seen.take(
          record, new SeenRecords.Reading(System.nanoTime(), System.currentTimeMillis(), isLive));
      budget.count(record.topic());
    }
    from.pause(partitions(from, budget.exhausted()));
  }

  private Consumer<byte[], byte[]> open() {
    Consumer<byte[], byte[]> opened = kafka.consumer(new ByteArrayDeserializer(), SMALL);
    try {
      opened.assign(
          topics.stream()
              .flatMap(topic -> opened.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      opened.seekToBeginning(opened.assignment());
      skipToEnd(opened, opened.assignment());
      return opened;
    } catch (KafkaException e) {
      opened.close();
      throw e;
    }
  }

  /// Goes on right before the end. What is there already has waited to be read, so it does not tell
  /// how long it took.
  private void skipToEnd(Consumer<byte[], byte[]> reader, Collection<TopicPartition> partitions) {
    reader
        .endOffsets(partitions)
        .forEach((partition, end) -> {
          reader.seek(partition, Math.max(reader.position(partition), end - LAST_FEW));
          liveFrom.put(partition, end);
        });
  }

  private static Collection<TopicPartition> partitions(
      Consumer<?, ?> consumer, Set<String> topics) {
    return consumer.assignment().stream()
        .filter(partition -> topics.contains(partition.topic()))
        .toList();
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
      consumer = null;
    }
  }
}
