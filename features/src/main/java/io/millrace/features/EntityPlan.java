package io.millrace.features;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The features of one kind of entity, and what must be kept to answer them.
final class EntityPlan {
  private static final Duration SILENCE = Duration.ofDays(7);

  private final EventSchema schema;
  private final TreeShape shape;
  private final Columns columns = new Columns();
  private final SlotPlan slots = new SlotPlan(columns);
  private final List<String> names;
  private final List<WindowGroup> groups;
  private final Measures summaries;
  private final Layout layout;
  private final long signature;
  private final long retention;
  private final boolean usesLabels;

  EntityPlan(List<StatefulFeature> features, EventSchema schema, TreeShape shape) {
    this.shape = shape;
    this.schema = schema;
    this.names = features.stream().map(StatefulFeature::name).toList();
    this.usesLabels = features.stream().anyMatch(f -> f.aggregation() instanceof Aggregation.Rate);
    this.retention = retention(features);
    features.forEach(slots::require);
    this.layout = columns.layout();
    this.signature = slots.signature();
    this.summaries = slots.all();
    this.groups = groups(features);
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
    boolean never = retention == WindowGroup.Reach.ALL || newest == Long.MIN_VALUE;
    return never ? Long.MIN_VALUE : newest - retention;
  }

  /// Whether an entity is forgotten at a time of the log, for it has been silent for too long.
  ///
  /// Much later than its events expire, so that only those would miss them that are late by more.
  boolean forgets(Life life, long now) {
    return retention != WindowGroup.Reach.ALL
        && life.isSilentFor(retention + SILENCE.toMillis(), now);
  }

  Row row(Event event, Moment moment, List<Label> labels) {
    return new Row(moment, event.id(), true, columns.of(event, schema), labels);
  }

  /// The values of all features, by name, in the order of the pipeline.
  Map<String, FeatureValue> answer(EntityLog log, Query query) {
    double[] values = new double[names.size()];
    for (WindowGroup group : groups) {
      new Sweep(group, log.nodes(), query, values).run(log.content());
    }
    Map<String, FeatureValue> answers = LinkedHashMap.newLinkedHashMap(values.length);
    for (int i = 0; i < values.length; i++) {
      answers.put(names.get(i), FeatureValue.of(values[i]));
    }
    return answers;
  }

  private List<WindowGroup> groups(List<StatefulFeature> features) {
    Map<Duration, List<StatefulFeature>> byDelay = new LinkedHashMap<>();
    for (StatefulFeature feature : features) {
      byDelay.computeIfAbsent(feature.window().delay(), delay -> new ArrayList<>()).add(feature);
    }
    List<WindowGroup> all = new ArrayList<>();
    byDelay.forEach((delay, some) -> all.add(group(features, delay, some)));
    return List.copyOf(all);
  }

  private WindowGroup group(
      List<StatefulFeature> features, Duration delay, List<StatefulFeature> some) {
    Measures measures = slots.of(some);
    Map<Long, List<WindowGroup.Reading>> byLength = new TreeMap<>();
    for (StatefulFeature feature : some) {
      byLength
          .computeIfAbsent(length(feature.window()), length -> new ArrayList<>())
          .add(
              new WindowGroup.Reading(
                  features.indexOf(feature),
                  slots.reading(feature, measures),
                  feature.otherwise()));
    }
    List<WindowGroup.Reach> windows = new ArrayList<>();
    byLength.forEach((length, readings) -> windows.add(new WindowGroup.Reach(length, readings)));
    boolean readsLabels = some.stream().anyMatch(f -> f.aggregation() instanceof Aggregation.Rate);
    return new WindowGroup(delay.toMillis(), measures, readsLabels, windows);
  }

  private static long length(Window window) {
    Duration length = window.length();
    return length == null ? WindowGroup.Reach.ALL : length.toMillis();
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
