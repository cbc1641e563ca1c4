package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Action.Target.ToTopic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Allows records on the pipeline's action topics; the topology writes them.
///
/// Any other topic is refused: it need not exist, and one that does not would stop the stream.
record TopicAction(Set<String> topics) implements Performer<ToTopic> {

  TopicAction {
    topics = Set.copyOf(topics);
  }

  /// Allows the topics among some targets.
  static TopicAction of(List<Target> targets) {
    Set<String> topics = new HashSet<>();
    for (Target target : targets) {
      if (target instanceof ToTopic(String topic)) {
        topics.add(topic);
      }
    }
    return new TopicAction(topics);
  }

  @Override
  public Attempt attempt(Action action, ToTopic target) {
    String topic = target.topic();
    return topics.contains(topic)
        ? new Attempt.Succeeded("written to " + topic)
        : new Attempt.Refused(
            "topic '%s' is none of this pipeline's actions: add it there, then redrive"
                .formatted(topic));
  }
}
