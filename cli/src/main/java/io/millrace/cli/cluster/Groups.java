package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// The consumer groups of a pipeline's services: whether anyone is in them, and how far they are.
public final class Groups implements AutoCloseable {
  private final String pipeline;
  private final Admin admin;

  /// @param client properties of a Kafka client
  public Groups(String pipeline, Map<String, Object> client) {
    this.pipeline = pipeline;
    this.admin = Admin.create(client);
  }

  private String group(String service) {
    return pipeline + '.' + service;
  }

  /// Whether an instance of a service is running.
  public boolean isRunning(String service) {
    KafkaFuture<ConsumerGroupDescription> group =
        Objects.requireNonNull(
            admin
                .describeConsumerGroups(List.of(group(service)))
                .describedGroups()
                .get(group(service)));
    try {
      return !group.get().members().isEmpty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// The next record that some services will read, by partition; absent where they have read none.
  public Map<TopicPartition, Long> next(Iterable<String> services) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (String service : services) {
      await(admin.listConsumerGroupOffsets(group(service)).partitionsToOffsetAndMetadata())
          .forEach((partition, committed) -> {
            if (committed != null) {
              next.put(partition, committed.offset());
            }
          });
    }
    return next;
  }

  /// Whether a service has read all that topics hold, and committed it.
  boolean haveRead(String service, List<Topic<?, ?>> topics) {
    Map<TopicPartition, Long> next = next(List.of(service));
    return topics.stream()
        .flatMap(topic -> ends(topic).entrySet().stream())
        .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /// Where the partitions of a topic end.
  public Map<TopicPartition, Long> ends(Topic<?, ?> topic) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    await(admin.describeTopics(List.of(topic.name())).allTopicNames())
        .values()
        .forEach(described ->
            described
                .partitions()
                .forEach(partition ->
                    latest.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    await(admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /// Has a service, of which no instance may run, read these records next.
  void begin(String service, Map<TopicPartition, Long> next) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    await(admin.alterConsumerGroupOffsets(group(service), offsets).all());
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static CommandFailure failed(ExecutionException e) {
    return new CommandFailure(
        "the broker refuses: " + (e.getCause() == null ? e : e.getCause().getMessage()), e);
  }

  private static CommandFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CommandFailure("interrupted while the broker was asked", e);
  }

  @Override
  public void close() {
    admin.close();
  }
}
