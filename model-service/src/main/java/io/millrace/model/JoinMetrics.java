package io.millrace.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.millrace.runtime.StageMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What is measured of the join, over all partitions.
final class JoinMetrics {
  private final Counter dropped;
  private final Timer wait;
  private final Map<Object, Integer> waiting = new ConcurrentHashMap<>();

  JoinMetrics(StageMetrics metrics) {
    dropped =
        metrics.counter(
            "millrace.parts.dropped", "Parts that were known already, or of an event that is done");
    wait =
        metrics.timer(
            "millrace.join.wait", "From reading an event's first part to reading its last");
    metrics.gauge("millrace.waiting.events", "Events that wait for parts", this::waiting);
  }

  void dropped() {
    dropped.increment();
  }

  /// An event has all its parts, the last of them so many milliseconds after the first.
  void joined(long millis) {
    wait.record(millis, TimeUnit.MILLISECONDS);
  }

  /// Takes note of how many events wait in a partition.
  void waiting(Object partition, int events) {
    if (events == 0) {
      waiting.remove(partition);
    } else {
      waiting.put(partition, events);
    }
  }

  private int waiting() {
    return waiting.values().stream().mapToInt(Integer::intValue).sum();
  }
}
