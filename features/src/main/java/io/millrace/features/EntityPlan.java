package io.millrace.features;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The features of one kind of entity, and what must be kept to answer them.
final class EntityPlan {
  private final EventSchema schema;
  private final Columns columns = new Columns();
  private final Layout layout;
  private final List<PlannedFeature> features;
  private final long retention;
  private final boolean usesLabels;

  EntityPlan(List<StatefulFeature> features, EventSchema schema) {
    this.schema = schema;
    this.features = features.stream().map(this::plan).toList();
    this.layout = columns.layout();
    this.retention = features.stream().mapToLong(f -> reach(f.window())).max().orElse(0);
    this.usesLabels = features.stream().anyMatch(f -> f.aggregation() instanceof Aggregation.Rate);
  }

  Layout layout() {
    return layout;
  }

  /// Whether outcomes change any feature.
  boolean usesLabels() {
    return usesLabels;
  }

  /// Up to which time all is expired once an event of time `newest` has come.
  long horizon(long newest) {
    boolean never = retention == PlannedFeature.ALL || newest == Long.MIN_VALUE;
    return never ? Long.MIN_VALUE : newest - retention;
  }

  Row row(Event event, Row.Place place, List<Label> labels) {
    return columns.row(event, place, labels, schema);
  }

  /// The values of all features, by name, in the order of the pipeline.
  Map<String, FeatureValue> answer(List<Chunk> chunks, Query query) {
    Map<String, FeatureValue> values = new LinkedHashMap<>();
    for (PlannedFeature feature : features) {
      values.put(feature.name(), FeatureValue.of(feature.value(chunks, query)));
    }
    return values;
  }

  private PlannedFeature plan(StatefulFeature feature) {
    return new PlannedFeature(
        feature,
        Accumulator.of(feature.aggregation(), columns),
        feature.where() == null ? PlannedFeature.NO_COLUMN : columns.match(feature.where()));
  }

  private static long reach(Window window) {
    Duration length = window.length();
    return length == null ? PlannedFeature.ALL : length.plus(window.delay()).toMillis();
  }
}
