package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import java.util.Map;

/// How the stateful features of one pipeline are answered.
public final class FeatureAnswers {
  private final Map<String, EntityAnswers> byEntity;

  FeatureAnswers(Map<String, EntityAnswers> byEntity) {
    this.byEntity = Map.copyOf(byEntity);
  }

  /// All features of an entity, in the order of the pipeline; none if it has none.
  ///
  /// Throws [io.millrace.contracts.expression.ExpressionFailure] when a `where` or a field of a new
  /// event cannot be computed: for these features it will not count, and its replay fails in the
  /// same way.
  public Map<String, FeatureValue> of(EntityKey key, Sight sight) {
    EntityAnswers answers = byEntity.get(key.entity());
    return answers == null ? Map.of() : answers.of(sight);
  }
}
