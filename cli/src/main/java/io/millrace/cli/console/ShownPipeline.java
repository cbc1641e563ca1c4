package io.millrace.cli.console;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The pipeline that a console shows.
///
/// @param name such as `card-fraud`
/// @param topics all its topics
/// @param layouts those it may run in, the one that was asked for first
/// @param explain the beginning of the command that explains a decision, up to where its id follows
/// @param options the end of that command: the pipeline's folder and the broker
public record ShownPipeline(
    String name, PipelineTopics topics, List<ShownLayout> layouts, String explain, String options) {

  /// Ids that a shell takes as they are, and that are no options.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/-]*");

  public ShownPipeline {
    layouts = List.copyOf(layouts);
    if (layouts.isEmpty()) {
      throw new IllegalArgumentException(
          "pipeline '%s' is to be shown in no layout".formatted(name));
    }
  }

  /// The layout that it runs in: the first one that has all services which are running.
  ShownLayout layout(Set<String> running) {
    return layouts.stream()
        .filter(layout -> layout.names().containsAll(running))
        .findFirst()
        .orElse(layouts.getFirst());
  }

  /// All services of all layouts, each once.
  List<ShownService> services() {
    return layouts.stream().flatMap(layout -> layout.services().stream()).distinct().toList();
  }

  /// The topics that records of the stream go through, by their names in the pipeline.
  Set<String> streamTopics() {
    Set<Topic<?, ?>> others = Set.of(topics.releases(), topics.status(), topics.lists());
    return topics.all().stream()
        .filter(topic -> others.stream().noneMatch(other -> other.name().equals(topic.name())))
        .map(topic -> shortName(topic.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What a topic is called within the pipeline: `raw` of `card-fraud.raw`.
  String shortName(String topic) {
    return topic.startsWith(name + ".") ? topic.substring(name.length() + 1) : topic;
  }

  /// The command that explains a decision: by the event's id, unless a shell would read that
  /// otherwise, else by the decision's position; empty if that is not known either.
  Optional<String> explainCommand(String eventId, Optional<Position> position) {
    return Optional.of(eventId)
        .filter(id -> PLAIN.matcher(id).matches())
        .or(() -> position.map(Position::toString))
        .map(id -> "%s %s %s".formatted(explain, id, options));
  }
}
