package io.millrace.cli.cluster;

import io.millrace.benchmarks.LoadEvent;
import io.millrace.benchmarks.Subject;
import io.millrace.benchmarks.SustainedRate;
import io.millrace.benchmarks.ThroughputRun;
import java.util.Iterator;
import java.util.function.Consumer;

/// How many events a second a subject keeps up with when they come one by one, found from the
/// throughput of a backlog downwards.
record Capacity(Subject subject, Consumer<String> notes) {

  /// @param events of the backlog, after as many that warm up
  int find(Iterator<LoadEvent> load, int events) {
    ThroughputRun throughput = new ThroughputRun(subject);
    notes.accept("warming up");
    throughput.round(load, events);
    double backlog = throughput.round(load, events);
    notes.accept("a backlog: %,.0f decisions/s".formatted(backlog));
    return new SustainedRate(
            subject,
            (trial, latency) ->
                notes.accept(
                    "event by event at %,d/s: p99 %,.0f ms".formatted(trial, latency.p99())))
        .find((int) backlog, load);
  }
}
