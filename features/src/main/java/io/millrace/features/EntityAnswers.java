package io.millrace.features;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.FeatureValues;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import io.millrace.contracts.expression.ExpressionFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How the features of one pipeline are answered for one kind of entity, from histories that hold
/// at least what these features need.
///
/// Invariant: the values are the same whatever else is kept.
final class EntityAnswers {
  private final FeatureValues.Names names;
  private final List<WindowGroup> groups;
  private final Set<String> columns;
  private final long retention;
  private final int size;

  /// @param slots of the plan by which histories are kept
  EntityAnswers(List<StatefulFeature> features, SlotPlan slots) {
    this.names = FeatureValues.Names.of(features.stream().map(StatefulFeature::name).toList());
    this.size = features.size();
    this.groups = groups(features, slots);
    this.columns = SlotPlan.columns(features);
    this.retention = EntityPlan.retention(features);
  }

  /// The values of all features, by name, in the order of the pipeline.
  ///
  /// Throws [ExpressionFailure] when something that a feature needs of the new event cannot be
  /// computed.
  FeatureValues of(Sight sight) {
    for (Map.Entry<String, ExpressionFailure> failure : sight.failures().entrySet()) {
      if (columns.contains(failure.getKey())) {
        throw failure.getValue();
      }
    }
    EntityLog log = sight.log();
    long horizon = EntityPlan.horizon(log.newest(), retention);
    Query query = new Query(sight.time(), horizon, sight.offset());
    double[] values = new double[size];
    for (WindowGroup group : groups) {
      new Sweep(group, log.nodes(), query, values).run(log.content());
    }
    FeatureValue[] answers = new FeatureValue[size];
    for (int i = 0; i < size; i++) {
      answers[i] = FeatureValue.of(values[i]);
    }
    return FeatureValues.of(names, answers);
  }

  private static List<WindowGroup> groups(List<StatefulFeature> features, SlotPlan slots) {
    Map<Duration, List<StatefulFeature>> byDelay = new LinkedHashMap<>();
    for (StatefulFeature feature : features) {
      byDelay.computeIfAbsent(feature.window().delay(), delay -> new ArrayList<>()).add(feature);
    }
    List<WindowGroup> all = new ArrayList<>();
    byDelay.forEach((delay, some) -> all.add(group(features, delay, some, slots)));
    return List.copyOf(all);
  }

  private static WindowGroup group(
      List<StatefulFeature> features, Duration delay, List<StatefulFeature> some, SlotPlan slots) {
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
}
