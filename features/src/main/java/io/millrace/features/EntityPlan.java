package io.millrace.features;

import io.millrace.contracts.Event;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import io.millrace.contracts.expression.ExpressionFailure;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What must be kept of one kind of entity to answer some features.
final class EntityPlan {
  private static final Duration SILENCE = Duration.ofDays(7);

  /// So that the same features make the same plan, whichever release has them.
  private static final Comparator<StatefulFeature> ONE_ORDER =
      Comparator.comparing(feature ->
          feature.aggregation()
              + " where "
              + (feature.where() == null ? "" : feature.where().source()));

  private final EventSchema schema;
  private final TreeShape shape;
  private final Columns columns = new Columns();
  private final SlotPlan slots = new SlotPlan(columns);
  private final Measures summaries;
  private final Layout layout;
  private final long signature;
  private final long retention;
  private final boolean usesLabels;

  EntityPlan(List<StatefulFeature> features, EventSchema schema, TreeShape shape) {
    this.shape = shape;
    this.schema = schema;
    this.usesLabels = features.stream().anyMatch(f -> f.aggregation() instanceof Aggregation.Rate);
    this.retention = retention(features);
    features.stream().sorted(ONE_ORDER).forEach(slots::require);
    this.layout = columns.layout();
    this.signature = slots.signature();
    this.summaries = slots.all();
  }

  TreeShape shape() {
    return shape;
  }

  Layout layout() {
    return layout;
  }

  /// Differs where summaries of the same events would.
  long signature() {
    return signature;
  }

  /// What is known of a part of the history, to be written down.
  Measures summaries() {
    return summaries;
  }

  /// Whether outcomes change any feature.
  boolean usesLabels() {
    return usesLabels;
  }

  /// Up to which time all is expired once an event of time `newest` has come.
  long horizon(long newest) {
    return horizon(newest, retention);
  }

  static long horizon(long newest, long retention) {
    boolean never = retention == WindowGroup.Reach.ALL || newest == Long.MIN_VALUE;
    return never ? Long.MIN_VALUE : newest - retention;
  }

  /// How far back histories are kept, in milliseconds, or [WindowGroup.Reach#ALL].
  long retention() {
    return retention;
  }

  /// An entity is forgotten at a time of the log if nothing has come of it since this time.
  ///
  /// Much later than its events expire, so that only those would miss them that are late by more.
  long forgottenBefore(long now) {
    return retention == WindowGroup.Reach.ALL
        ? Long.MIN_VALUE
        : now - retention - SILENCE.toMillis();
  }

  /// What is kept of an event itself.
  ///
  /// @param failures takes what could not be computed, by column
  Row row(Event event, Moment moment, List<Label> labels, Map<String, ExpressionFailure> failures) {
    return new Row(moment, event.id(), true, columns.of(event, schema, failures), labels);
  }

  /// How some of the features are answered.
  EntityAnswers answers(List<StatefulFeature> asked) {
    return new EntityAnswers(asked, slots);
  }

  /// How far back histories are kept for some features, in milliseconds, or
  /// [WindowGroup.Reach#ALL].
  static long retention(List<StatefulFeature> features) {
    return features.stream().mapToLong(feature -> reach(feature.window())).max().orElse(0);
  }

  private static long reach(Window window) {
    return window.reach().map(Duration::toMillis).orElse(WindowGroup.Reach.ALL);
  }
}
