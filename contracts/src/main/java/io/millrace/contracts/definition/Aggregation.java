package io.millrace.contracts.definition;

/// What a stateful feature computes of the events that count for it.
///
/// Fields are fields of the event, numbers unless said otherwise.
public sealed interface Aggregation {

  /// How many events there are.
  record Count() implements Aggregation {}

  record Sum(String field) implements Aggregation {}

  record Mean(String field) implements Aggregation {}

  record Min(String field) implements Aggregation {}

  record Max(String field) implements Aggregation {}

  /// The standard deviation of the population.
  record StandardDeviation(String field) implements Aggregation {}

  /// The share of events whose outcome is known to be positive (its label is above 0).
  record Rate(String label) implements Aggregation {}

  /// How many different values a field of any type has.
  record DistinctCount(String field) implements Aggregation {}

  /// The value of the latest event.
  record Last(String field) implements Aggregation {}

  /// The value of the earliest event.
  record First(String field) implements Aggregation {}

  /// Seconds since the event before this one.
  record TimeSinceLast() implements Aggregation {}
}
