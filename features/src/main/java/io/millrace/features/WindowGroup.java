package io.millrace.features;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The windows of one delay, which are one inside the other: going back in time, a shorter one is
/// answered on the way to the longer ones.
///
/// @param measures what is added up on the way
/// @param windows the shortest first
record WindowGroup(long delay, Measures measures, boolean readsLabels, List<Reach> windows) {

  WindowGroup {
    windows = List.copyOf(windows);
  }

  /// The features of one length.
  ///
  /// @param length in milliseconds, or [#ALL]
  record Reach(long length, List<Reading> readings) {
    /// The length of a window that reaches back for ever.
    static final long ALL = Long.MAX_VALUE;

    Reach {
      readings = List.copyOf(readings);
    }
  }

  /// A feature, once all events of its window are added up.
  ///
  /// @param index where its value goes
  /// @param value NaN where it is one of nothing
  /// @param otherwise stands for a value of nothing
  record Reading(int index, ToDoubleFunction<Query> value, double otherwise) {

    /// A value beyond the doubles is the largest double of its sign.
    double of(Query query) {
      double found = value.applyAsDouble(query);
      return Double.isNaN(found)
          ? otherwise
          : Math.clamp(found, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
  }

  /// After which time the events of a window count that ends at `to`.
  static long from(Reach window, long to, long horizon) {
    return window.length() == Reach.ALL ? horizon : Math.max(to - window.length(), horizon);
  }
}
