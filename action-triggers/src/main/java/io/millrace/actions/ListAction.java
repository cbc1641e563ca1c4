package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToList;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.TargetDefinition.AddToList;
import io.millrace.runtime.PerRelease;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Allows items on the lists of the release that an action is of; the topology writes them.
///
/// @param lists the lists that a release's actions add to
record ListAction(PerRelease<Set<String>> lists) implements Performer<ToList> {

  /// The lists that a pipeline's actions add to.
  static Set<String> listsOf(PipelineDefinition pipeline) {
    return pipeline.actions().values().stream()
        .flatMap(List::stream)
        .map(ActionDefinition::target)
        .flatMap(target -> target instanceof AddToList list ? Stream.of(list.list()) : Stream.of())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Attempt attempt(Action action, ToList target) {
    String list = target.list();
    return lists.of(action.release()).contains(list)
        ? new Attempt.Succeeded("on " + list)
        : Attempt.undeclared("list '%s'".formatted(list), action.release());
  }
}
