package io.millrace.cli;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.expression.Lists;
import io.millrace.runtime.ListLog;
import io.millrace.runtime.ListTopic;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lists of a pipeline as their topic tells of them.
public record LoggedLists(ListLog log) {

  /// All that the topic says now; throws [CommandFailure] if there is no such topic.
  public static LoggedLists read(PipelineTopics topics, KafkaConnection kafka) {
    kafka.requireTopics(List.of(topics.lists().name()));
    return new LoggedLists(ListTopic.read(topics, kafka.client()));
  }

  /// What some pipelines' rules ask for: nothing is read if they ask no list.
  public static LoggedLists askedBy(KafkaConnection kafka, PipelineDefinition... pipelines) {
    boolean asked = Stream.of(pipelines).anyMatch(pipeline -> !namedBy(pipeline).isEmpty());
    return asked ? read(pipelines[0].topics(), kafka) : new LoggedLists(new ListLog());
  }

  /// The lists that the rules of a pipeline ask.
  public static Set<String> namedBy(PipelineDefinition pipeline) {
    return pipeline.policy().stream()
        .map(Rule::when)
        .filter(Objects::nonNull)
        .flatMap(when -> when.lists().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The lists as an event sees them that was ingested at a time, in milliseconds.
  public Lists asOf(long timestamp) {
    return log.asOf(timestamp);
  }

  /// The lists as they answered when an event was decided: what was not asked then, other lists
  /// tell.
  public static Lists asAnswered(List<ListAnswer> answers, Lists others) {
    return answers.isEmpty()
        ? others
        : (list, item) ->
            answers.stream()
                .filter(answer -> answer.list().equals(list) && answer.item().equals(item))
                .map(ListAnswer::isOn)
                .findFirst()
                .orElseGet(() -> others.contains(list, item));
  }
}
