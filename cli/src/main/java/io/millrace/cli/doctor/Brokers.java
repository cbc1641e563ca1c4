package io.millrace.cli.doctor;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import java.io.Closeable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What the brokers tell of themselves. What they refuse, or do not answer, is thrown as
/// [KafkaException].
final class Brokers implements Closeable {
  private static final String ANSWER_WITHIN_MS = "8000";

  private final Admin admin;

  /// @param client properties of a Kafka client
  Brokers(Map<String, Object> client) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
    admin = Admin.create(properties);
  }

  /// How many there are.
  int count() {
    return await(admin.describeCluster().nodes()).size();
  }

  /// The level of their metadata, which rises with their version; 0 where they do not tell.
  int metadataLevel() {
    FinalizedVersionRange level =
        await(admin.describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get("metadata.version");
    return level == null ? 0 : level.maxVersionLevel();
  }

  /// Those of the topics that are there.
  Map<String, FoundTopic> find(List<Topic<?, ?>> topics) {
    Map<String, TopicDescription> there = new HashMap<>();
    admin
        .describeTopics(topics.stream().map(Topic::name).toList())
        .topicNameValues()
        .forEach((name, description) -> {
          try {
            there.put(name, await(description));
          } catch (UnknownTopicOrPartitionException e) {
            // It is missing, which is an answer too.
          }
        });
    Map<ConfigResource, Config> settings =
        await(
            admin
                .describeConfigs(
                    there.keySet().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
    Map<String, FoundTopic> found = new HashMap<>();
    settings.forEach((topic, config) ->
        found.put(
            topic.name(),
            new FoundTopic(
                Objects.requireNonNull(there.get(topic.name())).partitions().size(),
                settings(config))));
    return found;
  }

  private static Map<String, String> settings(Config config) {
    Map<String, String> settings = new HashMap<>();
    config.entries().stream()
        .filter(entry -> entry.value() != null)
        .forEach(entry -> settings.put(entry.name(), entry.value()));
    return settings;
  }

  /// When the last record of `raw` arrived, by the brokers' clocks, in milliseconds; negative where
  /// there is none.
  long lastArrival(PipelineTopics topics, int partitions) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      asked.put(new TopicPartition(topics.raw().name(), i), OffsetSpec.maxTimestamp());
    }
    return await(admin.listOffsets(asked).all()).values().stream()
        .mapToLong(ListOffsetsResultInfo::timestamp)
        .max()
        .orElse(-1);
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException told
          ? told
          : new KafkaException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      throw new InterruptException("interrupted while the brokers were asked", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
