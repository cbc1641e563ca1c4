package io.millrace.systemtests;

import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// The services of a running pipeline, seen from the broker: what each reads, and how far it is.
final class Stages implements AutoCloseable {
  private static final Duration ASSIGNED_WITHIN = Duration.ofSeconds(30);

  private final Admin admin;
  private final String pipeline;

  /// By service, in the order of the stream.
  private final Map<String, Set<String>> inputs = new LinkedHashMap<>();

  private Stages(Admin admin, String pipeline) {
    this.admin = admin;
    this.pipeline = pipeline;
  }

  /// Looks at services that run now, named in the order of the stream.
  static Stages running(String bootstrap, PipelineDefinition pipeline, List<String> services) {
    Stages stages =
        new Stages(
            Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap)),
            pipeline.name());
    services.forEach(stages::add);
    return stages;
  }

  private void add(String service) {
    Await.until(
        ASSIGNED_WITHIN,
        () -> !assigned(service).isEmpty(),
        () -> "%s has no partitions".formatted(service));
    inputs.put(service, assigned(service));
  }

  private Set<String> assigned(String service) {
    return members(service)
        .flatMap(member -> partitions(member).stream())
        .map(TopicPartition::topic)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Waits until so many processes of a service are in its group, each with partitions.
  void awaitMembers(String service, int members, Duration bound) {
    Await.until(
        bound,
        () -> membersWithPartitions(service) == members,
        () ->
            "%d processes of %s have partitions"
                .formatted(membersWithPartitions(service), service));
  }

  private long membersWithPartitions(String service) {
    return members(service).filter(member -> !partitions(member).isEmpty()).count();
  }

  private Stream<MemberDescription> members(String service) {
    return await(admin.describeConsumerGroups(List.of(group(service))).all()).values().stream()
        .flatMap(group -> group.members().stream());
  }

  private static Set<TopicPartition> partitions(MemberDescription member) {
    return member.assignment().topicPartitions();
  }

  /// The topics that a service reads, by service.
  Map<String, Set<String>> inputs() {
    return Map.copyOf(inputs);
  }

  /// Waits until every service has done and committed all that its topics hold.
  ///
  /// A service writes before it commits. So once it is through, one stage after the other, nothing
  /// is under way, if nothing is published meanwhile.
  void awaitQuiet(Duration bound) {
    inputs.keySet().forEach(service -> awaitQuiet(service, bound));
  }

  /// Waits until one service has done and committed all that its topics hold.
  void awaitQuiet(String service, Duration bound) {
    Await.until(
        bound, () -> lag(service).isEmpty(), () -> service + " has yet to commit " + lag(service));
  }

  /// Has a service that does not run read its topics from their beginning when it starts again.
  void rewind(String service) {
    Map<TopicPartition, OffsetAndMetadata> beginning =
        ends(topicsOf(service)).keySet().stream()
            .collect(Collectors.toMap(Function.identity(), _ -> new OffsetAndMetadata(0)));
    await(admin.alterConsumerGroupOffsets(group(service), beginning).all());
  }

  private Set<String> topicsOf(String service) {
    return Objects.requireNonNull(inputs.get(service), service);
  }

  private Map<TopicPartition, Long> lag(String service) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        await(admin.listConsumerGroupOffsets(group(service)).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> lag = ends(topicsOf(service));
    lag.replaceAll((partition, end) ->
        end - (committed.get(partition) == null ? 0 : committed.get(partition).offset()));
    lag.values().removeIf(records -> records <= 0);
    return lag;
  }

  private Map<TopicPartition, Long> ends(Set<String> topics) {
    Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
    await(admin.describeTopics(topics).allTopicNames())
        .forEach((topic, description) ->
            description
                .partitions()
                .forEach(partition ->
                    latest.put(
                        new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new LinkedHashMap<>();
    await(admin.listOffsets(latest).all()).forEach((at, end) -> ends.put(at, end.offset()));
    return ends;
  }

  private String group(String service) {
    return pipeline + '.' + service;
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the broker does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
