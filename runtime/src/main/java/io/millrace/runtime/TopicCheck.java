package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/// Checks, before a service starts, that its topics exist and have the same number of partitions.
///
/// Kafka Streams checks neither for processors: with unequal partitions, joins would silently wait
/// for ever.
final class TopicCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String GRANTS =
      "millrace acls --pipeline DIR prints what each service must be granted";

  private final TopicUse use;
  private final PipelineTopics pipelineTopics;
  private final Properties properties;

  TopicCheck(TopicUse use, PipelineTopics pipelineTopics, Properties properties) {
    this.use = use;
    this.pipelineTopics = pipelineTopics;
    this.properties = properties;
  }

  /// Throws [InvalidConfiguration] with what is wrong with the topics, and [KafkaException] where
  /// that cannot be told because the broker does not answer now.
  void run() {
    Map<String, Object> client = new StreamsConfig(properties).getAdminConfigs("topic-check");
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (Admin admin = Admin.create(client)) {
      Map<String, TopicDescription> found = describe(admin);
      requireOneOrder(found);
      requireEqualPartitions(found);
      requireArrivalTimes(admin);
    } catch (InterruptedException e) {
      throw new InterruptException("interrupted while looking at the topics", e);
    } catch (ExecutionException e) {
      throw failure(properties.get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG), e.getCause());
    }
  }

  static RuntimeException failure(@Nullable Object brokers, @Nullable Throwable cause) {
    if (cause instanceof RetriableException) {
      return new KafkaException(
          "the broker at %s does not answer: %s. Check KAFKA_BOOTSTRAP_SERVERS"
              .formatted(brokers, cause.getMessage()),
          cause);
    }
    return new InvalidConfiguration(
        "the broker at %s does not tell of the topics: %s. %s"
            .formatted(
                brokers,
                cause,
                cause instanceof AuthorizationException
                    ? "The service is not allowed that: " + GRANTS
                    : "Check how the service connects (KAFKA_SECURITY_PROTOCOL and others)"));
  }

  private Map<String, TopicDescription> describe(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> found = new TreeMap<>();
    Set<String> missing = new TreeSet<>();
    Set<String> denied = new TreeSet<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
        admin.describeTopics(use.all()).topicNameValues().entrySet()) {
      try {
        found.put(entry.getKey(), entry.getValue().get());
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case UnknownTopicOrPartitionException _ -> missing.add(entry.getKey());
          case TopicAuthorizationException _ -> denied.add(entry.getKey());
          case null, default -> throw e;
        }
      }
    }
    if (!denied.isEmpty()) {
      throw new InvalidConfiguration(
          "the broker does not allow this service %s: %s".formatted(denied, GRANTS));
    }
    if (!missing.isEmpty()) {
      throw new InvalidConfiguration(
          ("topics are missing: %s. Create them with: millrace topics --create --pipeline DIR, "
                  + "where DIR is the folder that names them")
              .formatted(missing));
    }
    return found;
  }

  /// Takes out the topics that must have one partition.
  private void requireOneOrder(Map<String, TopicDescription> found) {
    for (Topic<?, ?> topic : pipelineTopics.all().stream().filter(Topic::totallyOrdered).toList()) {
      TopicDescription description = found.remove(topic.name());
      int partitions = description == null ? 1 : description.partitions().size();
      if (partitions != 1) {
        throw new InvalidConfiguration(
            "%s has %d partitions: create it with one, because all its records stand in one order"
                .formatted(topic.name(), partitions));
      }
    }
  }

  private static void requireEqualPartitions(Map<String, TopicDescription> found) {
    Map<String, Integer> partitions =
        found.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().partitions().size()));
    if (Set.copyOf(partitions.values()).size() > 1) {
      throw new InvalidConfiguration(
          "the topics of a pipeline must have the same number of partitions, but they have %s"
              .formatted(new TreeMap<>(partitions)));
    }
  }

  private void requireArrivalTimes(Admin admin) throws ExecutionException, InterruptedException {
    List<ConfigResource> inputs =
        use.timedByBroker(pipelineTopics).stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    for (Map.Entry<ConfigResource, Config> input :
        admin.describeConfigs(inputs).all().get().entrySet()) {
      String type = input.getValue().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value();
      if (!"LogAppendTime".equals(type)) {
        throw new InvalidConfiguration(
            "%s has message.timestamp.type=%s: set it to LogAppendTime, because times are judged and latency is counted from arrival"
                .formatted(input.getKey().name(), type));
      }
    }
  }
}
