package io.millrace.cli.cluster;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.Topic;
import io.millrace.contracts.release.ReleaseKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Kills a trainer while it does what it is to be killed at, and starts it again.
///
/// It sees what the trainer writes as soon as the broker has it, before it is committed.
final class LearnerKilling implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final PipelineTopics topics;
  private final KafkaConnection kafka;
  private final ServiceProcess trainer;
  private final LearnerKills kills;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean closed;

  /// @param bootstrap of the broker
  /// @param trainer that runs
  LearnerKilling(
      PipelineTopics topics, String bootstrap, ServiceProcess trainer, LearnerKills kills) {
    this.topics = topics;
    this.kafka =
        new KafkaConnection(bootstrap, Map.of("KAFKA_ISOLATION_LEVEL", "read_uncommitted"));
    this.trainer = trainer;
    this.kills = kills;
  }

  void start() {
    Thread.ofPlatform().daemon().name("kill").start(this::run);
  }

  private void run() {
    try (Consumer<byte[], byte[]> consumer = kafka.consumer(new ByteArrayDeserializer())) {
      consumer.assign(
          Stream.of(topics.examples(), topics.learning(), topics.releases(), topics.events())
              .map(Topic::name)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      while (!closed) {
        consumer.poll(POLL).forEach(record -> due(record).ifPresent(this::kill));
      }
      end.complete(null);
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  private Optional<Duration> due(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    if (topic.equals(topics.examples().name())) {
      return kills.example();
    }
    if (topic.equals(topics.learning().name())) {
      LearningEvent event =
          topics.learning().valueSerde().deserializer().deserialize(topic, record.value());
      return kills.told(event);
    }
    if (topic.equals(topics.releases().name())) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      return ReleaseKey.parse(key).flatMap(kills::released);
    }
    StreamRecord event =
        topics.events().valueSerde().deserializer().deserialize(topic, record.value());
    return event instanceof Assignment ? kills.marked() : Optional.empty();
  }

  private void kill(Duration after) {
    LockSupport.parkNanos(after.toNanos());
    trainer.kill();
    trainer.start();
  }

  /// Throws what has gone wrong.
  void requireFine() {
    if (end.isCompletedExceptionally()) {
      end.join();
    }
  }

  /// Kills no more, and returns when the trainer was started again.
  @Override
  public void close() {
    closed = true;
    try {
      end.join();
    } catch (CompletionException | CancellationException e) {
      throw new IllegalStateException("the trainer could not be watched", e);
    }
  }

  /// At which moments it was killed.
  List<LearnerKills.Moment> made() {
    return kills.made();
  }
}
