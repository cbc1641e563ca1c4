package io.millrace.features;

import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.StatefulFeature;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Which slots the features of an entity need. Features that ask the same of the same events share
/// theirs, whatever their windows.
final class SlotPlan {
  private final Columns columns;

  /// In the order of their names, which is the same whatever order features ask in.
  private final Map<String, Planned> planned = new TreeMap<>();

  private record Planned(Supplier<Slot> make, int where) {}

  SlotPlan(Columns columns) {
    this.columns = columns;
  }

  /// Plans what a feature needs.
  void require(StatefulFeature feature) {
    switch (feature.aggregation()) {
      case Aggregation.Count() -> require(feature, "events", Counts.Events::new);
      case Aggregation.Rate(String _) -> require(feature, "positives", Counts.Positives::new);
      case Aggregation.TimeSinceLast() -> require(feature, "latest", Picks.Latest::new);
      case Aggregation.Sum(String field) -> requireTotal(feature, field);
      case Aggregation.Mean(String field) -> requireTotal(feature, field);
      case Aggregation.StandardDeviation(String field) -> {
        requireTotal(feature, field);
        int column = columns.number(field);
        require(feature, "squares:" + field, () -> new Sums.Squares(column));
      }
      case Aggregation.Min(String field) -> requirePick(feature, "min:", field, -1);
      case Aggregation.Max(String field) -> requirePick(feature, "max:", field, 1);
      case Aggregation.First(String field) -> requireEdge(feature, "first:", field, -1);
      case Aggregation.Last(String field) -> requireEdge(feature, "last:", field, 1);
      case Aggregation.DistinctCount(String field) -> {
        int column = columns.value(field);
        require(feature, "distinct:" + field, () -> new Counts.Distinct(column));
      }
    }
  }

  private void requireTotal(StatefulFeature feature, String field) {
    int column = columns.number(field);
    require(feature, "total:" + field, () -> new Sums.Total(column));
  }

  private void requirePick(StatefulFeature feature, String kind, String field, int sign) {
    int column = columns.number(field);
    require(feature, kind + field, () -> new Picks.Extreme(column, sign));
  }

  private void requireEdge(StatefulFeature feature, String kind, String field, int sign) {
    int column = columns.number(field);
    require(feature, kind + field, () -> new Picks.Edge(column, sign));
  }

  private void require(StatefulFeature feature, String what, Supplier<Slot> make) {
    int where = feature.where() == null ? Measures.Measured.ALL : columns.match(feature.where());
    planned.putIfAbsent(name(feature, what), new Planned(make, where));
  }

  /// The columns that features need.
  static Set<String> columns(List<StatefulFeature> features) {
    Columns columns = new Columns();
    SlotPlan slots = new SlotPlan(columns);
    features.forEach(slots::require);
    return Set.copyOf(columns.layout().columns());
  }

  /// Of the names of all slots in their order.
  long signature() {
    return Hash.of(String.join("\n", planned.keySet()));
  }

  /// All slots.
  Measures all() {
    return measures(planned.keySet());
  }

  /// All slots, of which those are used that some features need.
  Measures of(List<StatefulFeature> features) {
    SlotPlan some = new SlotPlan(columns);
    features.forEach(some::require);
    return measures(some.planned.keySet());
  }

  /// How a feature is read from slots that it uses.
  ToDoubleFunction<Query> reading(StatefulFeature feature, Measures measures) {
    return switch (feature.aggregation()) {
      case Aggregation.Count() -> {
        Counts.Events events = slot(Counts.Events.class, feature, "events", measures);
        yield query -> events.count();
      }
      case Aggregation.Rate(String _) -> {
        Counts.Positives positives = slot(Counts.Positives.class, feature, "positives", measures);
        yield query -> positives.share();
      }
      case Aggregation.DistinctCount(String field) -> {
        Counts.Distinct distinct =
            slot(Counts.Distinct.class, feature, "distinct:" + field, measures);
        yield query -> distinct.count();
      }
      case Aggregation.Sum(String field) -> {
        Sums.Total total = slot(Sums.Total.class, feature, "total:" + field, measures);
        yield query -> total.sum();
      }
      case Aggregation.Mean(String field) -> {
        Sums.Total total = slot(Sums.Total.class, feature, "total:" + field, measures);
        yield query -> total.mean();
      }
      case Aggregation.StandardDeviation(String field) -> {
        Sums.Total total = slot(Sums.Total.class, feature, "total:" + field, measures);
        Sums.Squares squares = slot(Sums.Squares.class, feature, "squares:" + field, measures);
        yield query -> total.deviation(squares);
      }
      case Aggregation.Min(String field) -> extreme(feature, "min:" + field, measures);
      case Aggregation.Max(String field) -> extreme(feature, "max:" + field, measures);
      case Aggregation.First(String field) -> edge(feature, "first:" + field, measures);
      case Aggregation.Last(String field) -> edge(feature, "last:" + field, measures);
      case Aggregation.TimeSinceLast() ->
          slot(Picks.Latest.class, feature, "latest", measures)::secondsUntil;
    };
  }

  private ToDoubleFunction<Query> extreme(StatefulFeature feature, String what, Measures measures) {
    Picks.Extreme extreme = slot(Picks.Extreme.class, feature, what, measures);
    return query -> extreme.value();
  }

  private ToDoubleFunction<Query> edge(StatefulFeature feature, String what, Measures measures) {
    Picks.Edge edge = slot(Picks.Edge.class, feature, what, measures);
    return query -> edge.value();
  }

  private <T extends Slot> T slot(
      Class<T> type, StatefulFeature feature, String what, Measures measures) {
    return type.cast(measures.slot(List.copyOf(planned.keySet()).indexOf(name(feature, what))));
  }

  private Measures measures(Set<String> used) {
    Set<String> names = new HashSet<>(used);
    return new Measures(
        planned.entrySet().stream()
            .map(slot ->
                new Measures.Measured(
                    slot.getValue().make().get(),
                    slot.getValue().where(),
                    names.contains(slot.getKey())))
            .toList());
  }

  private static String name(StatefulFeature feature, String what) {
    return feature.where() == null
        ? what
        : what + " where " + Objects.requireNonNull(feature.where()).source();
  }
}
