package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.jspecify.annotations.Nullable;

/// Checks, before a service starts, that its topics exist and have the same number of partitions.
///
/// Kafka Streams checks neither for processors: with unequal partitions, joins would silently wait
/// for ever.
final class TopicCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Set<String> topics;
  private final PipelineTopics pipelineTopics;
  private final Properties properties;

  private TopicCheck(Set<String> topics, PipelineTopics pipelineTopics, Properties properties) {
    this.topics = topics;
    this.pipelineTopics = pipelineTopics;
    this.properties = properties;
  }

  static TopicCheck of(Topology topology, PipelineDefinition pipeline, Properties properties) {
    Set<String> topics = new TreeSet<>();
    topics.add(pipeline.topics().deadLetters().name());
    topics.add(pipeline.topics().releases().name());
    topics.add(pipeline.topics().status().name());
    topology
        .describe()
        .subtopologies()
        .forEach(part -> part.nodes().forEach(node -> addTopics(node, pipeline, topics)));
    return new TopicCheck(topics, pipeline.topics(), properties);
  }

  /// The same, for a service that needs the lists too.
  TopicCheck withLists() {
    Set<String> more = new TreeSet<>(topics);
    more.add(pipelineTopics.lists().name());
    return new TopicCheck(more, pipelineTopics, properties);
  }

  private static void addTopics(Node node, PipelineDefinition pipeline, Set<String> topics) {
    if (node instanceof Source source) {
      topics.addAll(source.topicSet());
    } else if (node instanceof Sink sink && sink.topic() != null) {
      topics.add(sink.topic());
    } else if (node instanceof Sink) {
      pipeline.actionTopics().forEach(topic -> topics.add(topic.name()));
    }
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
        "the broker at %s does not tell of the topics: %s. Let the service describe them"
            .formatted(brokers, cause));
  }

  private Map<String, TopicDescription> describe(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> found = new TreeMap<>();
    Set<String> missing = new TreeSet<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
        admin.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        found.put(entry.getKey(), entry.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.add(entry.getKey());
      }
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
    for (Topic<?, ?> topic :
        List.of(pipelineTopics.releases(), pipelineTopics.status(), pipelineTopics.lists())) {
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
        Stream.of(pipelineTopics.raw(), pipelineTopics.feedback(), pipelineTopics.lists())
            .map(Topic::name)
            .filter(topics::contains)
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
