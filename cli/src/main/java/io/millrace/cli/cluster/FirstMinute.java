package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.benchmarks.Latency;
import io.millrace.benchmarks.LatencyRun;
import io.millrace.benchmarks.LoadEvent;
import io.millrace.benchmarks.Subject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;

/// The first minute after a start: how soon the services are ready, and how long their first events
/// take, which nothing has warmed up.
///
/// @param seconds how long it was watched
/// @param readySeconds from the start of this JVM until the services process records and the floor
///   beside them runs
/// @param latency from the first event on
record FirstMinute(int seconds, double readySeconds, Latency latency) {
  /// Events a second: what a machine that is still compiling keeps up with.
  private static final int RATE = 200;

  /// Watches a pipeline that has become ready just now.
  static FirstMinute of(Subject pipeline, int seconds, Iterator<LoadEvent> load) {
    long age = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    Latency latency =
        new LatencyRun(pipeline).at(RATE, Duration.ZERO, Duration.ofSeconds(seconds), load);
    return new FirstMinute(seconds, age / 1e3, latency);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "ready after %.1f s; the first %d s at %d/s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms%n",
        readySeconds,
        seconds,
        RATE,
        latency.p50(),
        latency.p99(),
        latency.p999());
  }

  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("first_minute");
    json.writeNumberField("ready_s", readySeconds);
    json.writeNumberField("seconds", seconds);
    json.writeNumberField("events_per_s", RATE);
    json.writeNumberField("p50", BenchReport.rounded(latency.p50()));
    json.writeNumberField("p99", BenchReport.rounded(latency.p99()));
    json.writeNumberField("p99_9", BenchReport.rounded(latency.p999()));
    json.writeNumberField("missing", latency.missing());
    json.writeEndObject();
  }
}
