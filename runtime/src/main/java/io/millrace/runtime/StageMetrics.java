package io.millrace.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.io.Closeable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The meters of one service, or of [a part][#of(String...)] of what it works with. All carry the
/// service's name; known series start at zero.
public final class StageMetrics implements Closeable {
  /// Bucket bounds of every latency histogram: fine where decisions are made, coarse where they
  /// lag.
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
  };

  private final MeterRegistry registry;
  private final Tags tags;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();

  /// @param tags that all meters carry
  public StageMetrics(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
  }

  /// Records read from a topic: `millrace_records_in_total`.
  Counter recordsIn(String topic) {
    return counter("millrace.records.in", "Records read from a topic", "topic", topic);
  }

  /// Records written to a topic: `millrace_records_out_total`.
  Counter recordsOut(String topic) {
    return counter("millrace.records.out", "Records written to a topic", "topic", topic);
  }

  /// From arrival in `raw` to a stage's output: `millrace_latency_seconds`. That of `decisions` is
  /// the latency from end to end.
  Timer latency(String topic) {
    return timer("millrace.latency", "From arrival in raw to this stage's output", "topic", topic);
  }

  /// Records that could not be used: `millrace_dead_letters_total`.
  ///
  /// @param cause at which step they were given up
  public Counter deadLetters(String cause) {
    return counter("millrace.dead.letters", "Records that could not be used", "cause", cause);
  }

  /// Meters that carry `labels` too, names and values in turn, and go when they are closed: for
  /// what comes and goes while the service runs, such as releases.
  public StageMetrics of(String... labels) {
    return new StageMetrics(registry, tags.and(labels));
  }

  /// A counter; `labels` are names and values in turn.
  public Counter counter(String name, String description, String... labels) {
    return own(
        Counter.builder(name).description(description).tags(tags.and(labels)).register(registry));
  }

  /// A value that is looked up when it is asked for; `labels` are names and values in turn.
  public void gauge(String name, String description, Supplier<Number> value, String... labels) {
    Gauge _ =
        own(
            Gauge.builder(name, value)
                .description(description)
                .tags(tags.and(labels))
                .register(registry));
  }

  /// A histogram of sizes, none of them negative.
  ///
  /// @param buckets the bounds of its buckets, in ascending order, each above 0
  public DistributionSummary summary(String name, String description, double... buckets) {
    return own(
        DistributionSummary.builder(name)
            .description(description)
            .tags(tags)
            .serviceLevelObjectives(buckets)
            .register(registry));
  }

  /// A histogram of what stages take; `labels` are names and values in turn.
  public Timer timer(String name, String description, String... labels) {
    return timer(name, description, BUCKETS, labels);
  }

  /// A histogram of durations; `labels` are names and values in turn.
  ///
  /// @param buckets the bounds of its buckets, in ascending order
  public Timer timer(String name, String description, Duration[] buckets, String... labels) {
    return own(
        Timer.builder(name)
            .description(description)
            .tags(tags.and(labels))
            .serviceLevelObjectives(buckets)
            .register(registry));
  }

  private <M extends Meter> M own(M meter) {
    meters.add(meter);
    return meter;
  }

  /// Removes its meters: no scrape tells of them any more.
  @Override
  public void close() {
    meters.forEach(registry::remove);
    meters.clear();
  }
}
