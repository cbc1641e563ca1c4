package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;

/// Creates the topics of a pipeline, as many partitions each; those that exist are left as they
/// are.
public final class TopicCreation {
  /// Partitions of every topic unless the user says otherwise.
  public static final int DEFAULT_PARTITIONS = 4;

  private TopicCreation() {}

  /// The topics that a pipeline needs, those of its actions among them.
  public static List<Topic<?, ?>> topicsOf(PipelineDefinition pipeline) {
    return Stream.<Topic<?, ?>>concat(
            pipeline.topics().all().stream(), pipeline.actionTopics().stream())
        .toList();
  }

  /// A topic of bytes with the broker's settings.
  static Topic<byte[], byte[]> plain(String name) {
    return new Topic<>(name, Serdes.ByteArray(), Serdes.ByteArray(), false, false, Map.of());
  }

  /// Creates what is missing and returns its names.
  public static List<String> create(
      List<Topic<?, ?>> topics, Map<String, Object> client, int partitions) {
    return ask(
        client,
        "created",
        admin -> {
          Set<String> existing = admin.listTopics().names().get();
          List<NewTopic> missing =
              topics.stream()
                  .filter(topic -> !existing.contains(topic.name()))
                  .map(topic -> newTopic(topic, partitions))
                  .toList();
          admin.createTopics(missing).all().get();
          return missing.stream().map(NewTopic::name).toList();
        });
  }

  /// Those of the topics, which must all be there, that keep records for less long than they
  /// should.
  static List<ShortRetention> shortRetention(List<Topic<?, ?>> topics, Map<String, Object> client) {
    return ask(client, "looked at", admin -> ShortRetention.among(topics, admin));
  }

  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  /// @param done what cannot be done if the broker fails to answer
  private static <T> T ask(Map<String, Object> client, String done, Question<T> question) {
    try (Admin admin = Admin.create(client)) {
      return question.ask(admin);
    } catch (ExecutionException e) {
      throw new CommandFailure(
          "topics cannot be %s at %s: %s"
              .formatted(
                  done,
                  client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                  e.getCause() == null ? e : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while topics were " + done, e);
    }
  }

  private static NewTopic newTopic(Topic<?, ?> topic, int partitions) {
    int count = topic.totallyOrdered() ? 1 : partitions;
    return new NewTopic(topic.name(), Optional.of(count), Optional.empty())
        .configs(topic.settings());
  }
}
