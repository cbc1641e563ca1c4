package io.millrace.contracts.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a release may not change of its pipeline, because stages that no stamp reaches go by it, or
/// because the log is written by it. Whatever does is another pipeline.
public final class ReleaseRules {
  private final List<String> violations = new ArrayList<>();

  private ReleaseRules() {}

  /// What forbids a pipeline to be a release after an earlier one; empty if nothing.
  public static List<String> violations(PipelineDefinition before, PipelineDefinition after) {
    ReleaseRules rules = new ReleaseRules();
    rules.check(before, after);
    return rules.violations;
  }

  private void check(PipelineDefinition before, PipelineDefinition after) {
    same("pipeline", before.name(), after.name());
    same("event.id", before.event().idField(), after.event().idField());
    same("event.time", before.event().timeField(), after.event().timeField());
    same(
        "entities",
        List.copyOf(before.entities().entrySet()),
        List.copyOf(after.entities().entrySet()));
    same("feedback", fields(before.feedback()), fields(after.feedback()));
    same("duplicates.within", before.duplicatesWithin(), after.duplicatesWithin());
    same("model.deadline", deadline(before), deadline(after));
    after.event().schema().narrowerThan(before.event().schema()).stream()
        .map("the schema refuses what it accepted: %s"::formatted)
        .forEach(violations::add);
  }

  private void same(String what, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      violations.add("%s is %s, but was %s".formatted(what, after, before));
    }
  }

  /// How long outcomes take is for imports alone.
  private static List<String> fields(@Nullable FeedbackDefinition feedback) {
    return feedback == null
        ? List.of()
        : Stream.of(
                feedback.idField(),
                feedback.eventTimeField(),
                feedback.knownAtField(),
                feedback.labelField(),
                String.valueOf(feedback.reporterField()))
            .toList();
  }

  private static @Nullable Duration deadline(PipelineDefinition pipeline) {
    return pipeline.modelShape().map(ModelDefinition::deadline).orElse(null);
  }
}
