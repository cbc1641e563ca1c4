package io.millrace.cli.lists;

import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.expression.Expression;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lists that a policy asks.
final class UsedLists {

  private UsedLists() {}

  static Set<String> of(PipelineDefinition pipeline) {
    return pipeline.policy().stream()
        .map(Rule::when)
        .flatMap(UsedLists::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> of(@Nullable Expression when) {
    return when == null ? Stream.of() : when.lists().stream();
  }
}
