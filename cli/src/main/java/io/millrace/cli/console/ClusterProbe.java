package io.millrace.cli.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// Asks the brokers how a pipeline is: where its topics end, who is in the groups of its services,
/// and what they have committed. A handful of requests, whatever the load.
final class ClusterProbe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ShownPipeline pipeline;
  private final Admin admin;
  private final Set<String> wanted;
  private Set<TopicPartition> partitions = Set.of();
  private Set<String> found = Set.of();

  /// @param client properties of a Kafka client
  ClusterProbe(ShownPipeline pipeline, Map<String, Object> client) {
    this.pipeline = pipeline;
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.admin = Admin.create(properties);
    this.wanted =
        pipeline.topics().all().stream()
            .map(topic -> topic.name())
            .collect(Collectors.toUnmodifiableSet());
  }

  /// The topics of the pipeline that there are.
  Set<String> found() {
    return found;
  }

  /// Throws [NoAnswer] if the brokers do not tell.
  Observation observe() {
    if (found.size() < wanted.size()) {
      findPartitions();
    }
    var ends = admin.listOffsets(specs(partitions, OffsetSpec.latest())).all();
    Map<String, Group> groups = groups();
    Map<TopicPartition, Long> begins =
        offsets(admin.listOffsets(specs(ofUnknownStart(groups), OffsetSpec.earliest())).all());
    return new Observation(System.nanoTime(), begins, offsets(ends), groups);
  }

  private void findPartitions() {
    Set<String> there = new HashSet<>(await(admin.listTopics().names()));
    there.retainAll(wanted);
    partitions =
        await(admin.describeTopics(there).allTopicNames()).values().stream()
            .flatMap(topic ->
                topic.partitions().stream()
                    .map(each -> new TopicPartition(topic.name(), each.partition())))
            .collect(Collectors.toUnmodifiableSet());
    found = Set.copyOf(there);
  }

  /// Dead letters, which are counted from where they begin, and what a service reads that has
  /// committed nothing of it yet.
  private Set<TopicPartition> ofUnknownStart(Map<String, Group> groups) {
    Set<TopicPartition> unknown = new HashSet<>();
    for (TopicPartition partition : partitions) {
      boolean isUncommitted =
          pipeline.services().stream()
              .filter(service -> service.inputs().contains(partition.topic()))
              .map(service -> groups.getOrDefault(service.name(), Group.NONE))
              .anyMatch(group -> !group.committed().containsKey(partition));
      if (isUncommitted || partition.topic().equals(pipeline.topics().deadLetters().name())) {
        unknown.add(partition);
      }
    }
    return unknown;
  }

  private static Map<TopicPartition, OffsetSpec> specs(
      Collection<TopicPartition> partitions, OffsetSpec spec) {
    return partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec));
  }

  private static Map<TopicPartition, Long> offsets(
      KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> answer) {
    return await(answer).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  private Map<String, Group> groups() {
    List<String> names = new ArrayList<>();
    pipeline.services().forEach(service -> names.add(group(service)));
    var described = admin.describeConsumerGroups(names).describedGroups();
    var committed =
        admin.listConsumerGroupOffsets(
            names.stream()
                .collect(
                    Collectors.toMap(
                        Function.identity(), _ -> new ListConsumerGroupOffsetsSpec())));
    Map<String, Group> groups = new HashMap<>();
    for (ShownService service : pipeline.services()) {
      String name = group(service);
      KafkaFuture<ConsumerGroupDescription> description = described.get(name);
      if (description != null) {
        groups.put(
            service.name(), group(description, committed.partitionsToOffsetAndMetadata(name)));
      }
    }
    return groups;
  }

  private String group(ShownService service) {
    return pipeline.name() + '.' + service.name();
  }

  private static Group group(
      KafkaFuture<ConsumerGroupDescription> described,
      KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committed) {
    try {
      ConsumerGroupDescription group = await(described);
      Map<TopicPartition, Long> next = new HashMap<>();
      await(committed)
          .forEach((partition, offset) -> {
            if (offset != null) {
              next.put(partition, offset.offset());
            }
          });
      return new Group(instances(group), group.groupState() == GroupState.STABLE, next);
    } catch (NoAnswer e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Group.NONE;
      }
      throw e;
    }
  }

  /// An instance has a member for each of its threads.
  private static int instances(ConsumerGroupDescription group) {
    return (int)
        group.members().stream()
            .map(MemberDescription::clientId)
            .map(client -> client.replaceFirst("-StreamThread-.*", ""))
            .distinct()
            .count();
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new NoAnswer(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new NoAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
