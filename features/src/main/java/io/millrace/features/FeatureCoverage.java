package io.millrace.features;

import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// From when on features are complete in one partition.
///
/// The store says what was kept for the features that were there before. That says nothing of
/// answers, which follow from the histories themselves; it is for those who wait for a new feature.
public final class FeatureCoverage {
  private static final String KEY = "coverage";

  /// So that the bound on times is written once an hour of events.
  private static final long STEP = Duration.ofHours(1).toMillis();

  /// Stands for the outcomes of events among the columns: they too are kept only when asked for.
  private static final String OUTCOMES = "outcomes";

  private final EntityStore store;
  private Coverage coverage;
  private boolean changed;

  private FeatureCoverage(List<PipelineDefinition> pipelines, EntityStore store, Coverage before) {
    this.store = store;
    this.coverage = before.adapted(asked(pipelines));
    this.changed = !coverage.equals(before);
  }

  /// What is found in a store where from now on everything is kept that some pipelines need.
  public static FeatureCoverage open(List<PipelineDefinition> pipelines, EntityStore store) {
    byte[] bytes = store.get(KEY);
    Coverage before = bytes == null ? Coverage.NOTHING : Coverage.of(bytes);
    return new FeatureCoverage(pipelines, store, before);
  }

  /// Says that an event has come.
  public void observe(Instant time) {
    long millis = time.toEpochMilli();
    if (changed || millis > coverage.newest()) {
      long newest = Math.max(coverage.newest(), Math.ceilDiv(millis, STEP) * STEP);
      coverage = coverage.withNewest(newest);
      changed = false;
      store.put(KEY, coverage.bytes());
    }
  }

  /// By feature of one of those pipelines, in its order.
  public Map<String, Completeness> features(PipelineDefinition pipeline) {
    Map<String, Completeness> features = new LinkedHashMap<>();
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      features.put(feature.name(), of(feature));
    }
    return features;
  }

  private Completeness of(StatefulFeature feature) {
    Coverage.Kept kept = kept(feature.entity());
    long after = kept.after();
    for (String column : columns(List.of(feature))) {
      after = Math.max(after, kept.columns().getOrDefault(column, coverage.newest()));
    }
    if (after == Long.MIN_VALUE) {
      return new Completeness.Now();
    }
    Instant keptAfter = Instant.ofEpochMilli(after);
    return feature
        .window()
        .reach()
        .map(reach -> from(keptAfter.plus(reach)))
        .orElseGet(() -> new Completeness.Never(keptAfter));
  }

  private Completeness from(Instant time) {
    return time.toEpochMilli() > coverage.newest()
        ? new Completeness.From(time)
        : new Completeness.Now();
  }

  private Coverage.Kept kept(String entity) {
    return Objects.requireNonNull(coverage.entities().get(entity), entity);
  }

  private static Map<String, Coverage.Asked> asked(List<PipelineDefinition> pipelines) {
    Map<String, Coverage.Asked> asked = new TreeMap<>();
    HistoryKeeper.featuresByEntity(pipelines)
        .forEach((entity, features) ->
            asked.put(
                entity, new Coverage.Asked(EntityPlan.retention(features), columns(features))));
    return asked;
  }

  private static Set<String> columns(List<StatefulFeature> features) {
    Set<String> all = new TreeSet<>(SlotPlan.columns(features));
    if (features.stream().anyMatch(f -> f.aggregation() instanceof Aggregation.Rate)) {
      all.add(OUTCOMES);
    }
    return all;
  }
}
