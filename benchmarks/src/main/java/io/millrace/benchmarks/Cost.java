package io.millrace.benchmarks;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// What so many events have cost this JVM.
///
/// @param micros of processor time, by what was done
/// @param allocatedBytes in the heap, by Java threads
/// @param longestPause of the collector
/// @param traffic to the broker
public record Cost(
    long events,
    Map<Work, Double> micros,
    long allocatedBytes,
    Duration longestPause,
    BrokerTraffic traffic) {

  public Cost {
    micros = Map.copyOf(micros);
  }

  public Cost plus(Cost other) {
    Map<Work, Double> all = new EnumMap<>(Work.class);
    all.putAll(micros);
    other.micros.forEach((work, more) -> all.merge(work, more, Double::sum));
    return new Cost(
        events + other.events,
        all,
        allocatedBytes + other.allocatedBytes,
        longestPause.compareTo(other.longestPause) >= 0 ? longestPause : other.longestPause,
        traffic.plus(other.traffic));
  }

  /// Microseconds of processor time an event, by what is done.
  public double microsOf(Work work) {
    return micros.getOrDefault(work, 0.0) / events;
  }

  /// Microseconds of processor time an event.
  public double microsOfAll() {
    return micros.values().stream().mapToDouble(Double::doubleValue).sum() / events;
  }

  public double allocatedBytesOfOne() {
    return (double) allocatedBytes / events;
  }

  public double recordsOfOne() {
    return (double) traffic.records() / events;
  }

  public double bytesOfOne() {
    return (double) traffic.bytes() / events;
  }

  public double requestsOfOne() {
    return (double) traffic.requests() / events;
  }
}
