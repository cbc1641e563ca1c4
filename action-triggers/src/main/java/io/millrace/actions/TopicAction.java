package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToTopic;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.TargetDefinition.Topic;
import io.millrace.runtime.PerRelease;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Allows records on the topics of the release that an action is of; the topology writes them.
///
/// Any other topic is refused: it need not exist, and one that does not would stop the stream.
///
/// @param topics the topics of a release, all of which are there
record TopicAction(PerRelease<Set<String>> topics) implements Performer<ToTopic> {

  /// The topics that a pipeline's actions write to.
  static Set<String> topicsOf(PipelineDefinition pipeline) {
    return pipeline.actions().values().stream()
        .flatMap(List::stream)
        .map(ActionDefinition::target)
        .flatMap(target -> target instanceof Topic(String topic) ? Stream.of(topic) : Stream.of())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Attempt attempt(Action action, ToTopic target) {
    String topic = target.topic();
    return topics.of(action.release()).contains(topic)
        ? new Attempt.Succeeded("written to " + topic)
        : Attempt.undeclared("topic '%s'".formatted(topic), action.release());
  }
}
