package io.millrace.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What count and mean of one key's events over a window cost, and what is kept and logged for
/// them.
///
/// @param by who computes them
/// @param window its length
/// @param events how many of the key's events lie in it
/// @param micros microseconds an event
/// @param stateBytes keys and values kept, for each event in the window
/// @param changelogBytes keys and values logged, for each event that comes
public record WindowCost(
    String by,
    Duration window,
    int events,
    double micros,
    double stateBytes,
    double changelogBytes) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);

  /// Slow enough for the DSL to be filled with 30 days of it.
  private static final Duration PACE = Duration.ofMinutes(15);

  private static final int ROUND = 100;
  private static final long MEASURED_NANOS = 2_000_000_000;

  /// One who computes them.
  ///
  /// @param overheadMicros what of an event's time is not his own
  private record Contender(
      String name, Function<Duration, MovingMean> over, double overheadMicros) {}

  /// The engine, a plain list and the DSL's sliding windows over an hour, a day and 30 days of a
  /// key with an event every quarter of an hour; then the first two over 30 days of one with so
  /// many events in them, each of which would cost the DSL as many changes.
  public static List<WindowCost> table(int hot) {
    Contender engine = new Contender("Millrace", EngineMean::new, 0);
    Contender list = new Contender("plain list", ListMean::new, 0);
    Contender dsl =
        new Contender(
            "DSL sliding windows", SlidingWindowsMean::new, SlidingWindowsMean.driverMicros());
    List<WindowCost> table = new ArrayList<>();
    for (Duration window : List.of(HOUR, DAY, MONTH)) {
      for (Contender contender : List.of(engine, list, dsl)) {
        table.add(cost(contender, window, (int) window.dividedBy(PACE)));
      }
    }
    table.add(cost(engine, MONTH, hot));
    table.add(cost(list, MONTH, hot));
    return table;
  }

  private static WindowCost cost(Contender contender, Duration window, int events) {
    try (MovingMean mean = contender.over().apply(window)) {
      MeanRun run = new MeanRun(mean, window.toMillis() / events);
      while (run.events() < 2L * events) {
        run.add(ROUND);
        mean.changelogBytes();
      }
      run.ask(ROUND);
      mean.changelogBytes();
      long asked = 0;
      long nanos = 0;
      long logged = 0;
      while (nanos < MEASURED_NANOS) {
        nanos += run.ask(ROUND);
        asked += ROUND;
        logged += mean.changelogBytes();
      }
      return new WindowCost(
          contender.name(),
          window,
          events,
          nanos / 1e3 / asked - contender.overheadMicros(),
          (double) mean.stateBytes() / events,
          (double) logged / asked);
    }
  }
}
