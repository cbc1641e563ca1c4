package io.millrace.cli;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.LogReplay;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What stateful features were computed of, as a layout has left it on its topics.
sealed interface EntityLog permits SeparateLog, ComposedLog {

  /// The topics that it is on.
  List<Topic<?, ?>> topics();

  /// Hands on all of it, each partition in its order, with what is known of their beginnings.
  void replay(TopicScan scan, LogReplay to);

  /// That of a layout.
  ///
  /// @param local the folder that the services were started with
  static EntityLog of(Layout layout, PipelineDefinition local, KafkaConnection kafka) {
    return switch (layout) {
      case separate -> new SeparateLog(local.topics());
      case composed -> new ComposedLog(local, kafka);
    };
  }

  /// That which is on all of some topics, named with the pipeline's prefix or without, and on no
  /// others.
  static Optional<EntityLog> on(
      List<String> topics, PipelineDefinition local, KafkaConnection kafka) {
    String prefix = PipelineTopics.name(local.name(), "");
    Set<String> names =
        topics.stream()
            .map(topic -> topic.startsWith(prefix) ? topic : prefix + topic)
            .collect(Collectors.toUnmodifiableSet());
    return Stream.of(Layout.values())
        .map(layout -> of(layout, local, kafka))
        .filter(log -> Set.copyOf(log.names()).equals(names))
        .findFirst();
  }

  /// The names of its topics.
  default List<String> names() {
    return topics().stream().map(Topic::name).toList();
  }
}
