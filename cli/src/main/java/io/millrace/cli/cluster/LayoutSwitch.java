package io.millrace.cli.cluster;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.AssignmentHistory;
import io.millrace.runtime.ReleaseWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/// Has the services of a layout go on where those of the other one have stopped.
///
/// What they read too, they read from where the others came to; what the others have written, from
/// its end. A service of both layouts is left alone. The release in charge is assigned once more,
/// since its assignment lies before the place where the new ones begin.
final class LayoutSwitch implements AutoCloseable {
  private static final long BEGINNING = 0;

  private final Layout to;
  private final PipelineDefinition pipeline;
  private final Map<String, Object> client;
  private final Groups groups;
  private final Map<String, List<Topic<?, ?>>> ending;
  private final Map<String, List<Topic<?, ?>>> beginning;

  /// @param client properties of a Kafka client
  LayoutSwitch(Layout to, PipelineDefinition pipeline, Map<String, Object> client) {
    this.to = to;
    this.pipeline = pipeline;
    this.client = client;
    this.groups = new Groups(pipeline.name(), client);
    this.ending = new TreeMap<>(to.other().inputs(pipeline.topics()));
    this.beginning = new TreeMap<>(to.inputs(pipeline.topics()));
    List<String> both = ending.keySet().stream().filter(beginning::containsKey).toList();
    both.forEach(ending::remove);
    both.forEach(beginning::remove);
  }

  /// What is in the way, in words; nothing if all is well.
  List<String> obstacles() {
    // First of all: what runs may still write, and read on.
    List<String> running =
        Stream.of(ending, beginning)
            .flatMap(services -> services.keySet().stream())
            .filter(groups::isRunning)
            .map(service -> service + " is running")
            .toList();
    return running.isEmpty() ? unread() : running;
  }

  private List<String> unread() {
    Map<TopicPartition, Long> next = groups.next(ending.keySet());
    Map<TopicPartition, Long> gone = groups.next(beginning.keySet());
    if (gone.entrySet().stream()
        .anyMatch(read -> read.getValue() > next.getOrDefault(read.getKey(), Long.MAX_VALUE))) {
      return List.of("the %s layout has gone on already, and need only be started".formatted(to));
    }
    List<String> obstacles = new ArrayList<>();
    ending.forEach((service, topics) -> {
      for (Topic<?, ?> topic : topics) {
        long left = isInput(topic) ? 0 : left(topic, next);
        if (left > 0) {
          obstacles.add("%s has yet to read %,d of %s".formatted(service, left, topic.name()));
        }
      }
    });
    return obstacles;
  }

  /// What producers write may lie there unread: the new layout reads it.
  private boolean isInput(Topic<?, ?> topic) {
    PipelineTopics topics = pipeline.topics();
    return List.of(topics.raw().name(), topics.feedback().name()).contains(topic.name());
  }

  private long left(Topic<?, ?> topic, Map<TopicPartition, Long> next) {
    return groups.ends(topic).entrySet().stream()
        .mapToLong(end -> end.getValue() - next.getOrDefault(end.getKey(), BEGINNING))
        .filter(left -> left > 0)
        .sum();
  }

  /// Has the services begin there; returns the assignment that was made once more, if there was
  /// one.
  Optional<Assignment> make() {
    Map<TopicPartition, Long> next = groups.next(ending.keySet());
    List<String> readByOthers =
        ending.values().stream().flatMap(List::stream).map(Topic::name).toList();
    beginning.forEach((service, topics) -> {
      Map<TopicPartition, Long> from = new HashMap<>();
      for (Topic<?, ?> topic : topics) {
        boolean known = readByOthers.contains(topic.name());
        groups
            .ends(topic)
            .forEach((at, end) -> from.put(at, known ? next.getOrDefault(at, BEGINNING) : end));
      }
      groups.begin(service, from);
    });
    return assignAgain();
  }

  private Optional<Assignment> assignAgain() {
    try (ReleaseWriter writer = new ReleaseWriter(pipeline.topics(), client)) {
      return writer.assign(log ->
          log.latestAssignment()
              .map(last ->
                  new AssignmentHistory(log.assignments())
                      .assign(last.release(), last.challenger(), "layout " + to)));
    }
  }

  @Override
  public void close() {
    groups.close();
  }
}
