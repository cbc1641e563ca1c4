package io.millrace.features;

import io.millrace.contracts.definition.Aggregation;

/// Computes one aggregation, again and again.
///
/// Invariant: the value depends on which rows were added since [#start()], not on their order.
interface Accumulator {

  void start();

  /// Adds rows of a chunk, of which a query sees what it may.
  void add(Chunk chunk, long rows, Query query);

  /// The value, NaN where it is one of nothing.
  double value();

  static Accumulator of(Aggregation aggregation, Columns columns) {
    return switch (aggregation) {
      case Aggregation.Count() -> new Counts.Events();
      case Aggregation.Rate(String _) -> new Counts.PositiveShare();
      case Aggregation.DistinctCount(String field) -> new Counts.Distinct(columns.text(field));
      case Aggregation.Sum(String field) -> new Sums.Sum(columns.number(field));
      case Aggregation.Mean(String field) -> new Sums.Mean(columns.number(field));
      case Aggregation.StandardDeviation(String field) -> new Sums.Deviation(columns.number(field));
      case Aggregation.Min(String field) -> new Picks.Extreme(columns.number(field), -1);
      case Aggregation.Max(String field) -> new Picks.Extreme(columns.number(field), 1);
      case Aggregation.Last(String field) -> new Picks.Edge(columns.number(field), 1);
      case Aggregation.First(String field) -> new Picks.Edge(columns.number(field), -1);
      case Aggregation.TimeSinceLast() -> new Picks.SinceLast();
    };
  }
}
