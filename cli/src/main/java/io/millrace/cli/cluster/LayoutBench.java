package io.millrace.cli.cluster;

import io.millrace.benchmarks.Cost;
import io.millrace.benchmarks.CostMeter;
import io.millrace.benchmarks.Latency;
import io.millrace.benchmarks.LatencyRun;
import io.millrace.benchmarks.LoadEvent;
import io.millrace.benchmarks.Subject;
import io.millrace.benchmarks.ThroughputRun;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.runtime.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Measures a layout and the floor beside it: the first minute, then throughput in one profile,
/// then latency in another, all in one JVM that gets warmer.
final class LayoutBench {
  private final Start start;
  private final Iterator<LoadEvent> load;
  private final Consumer<String> notes;

  /// @param notes takes what is being done, in words
  LayoutBench(Start start, Iterator<LoadEvent> load, Consumer<String> notes) {
    this.start = start;
    this.load = load;
    this.notes = notes;
  }

  /// Starts the layout and the floor in a profile.
  interface Start {
    BesideFloor in(Profile profile) throws InvalidPipeline;
  }

  /// How long and how much is measured.
  ///
  /// @param first how long from the start on; zero leaves it out
  /// @param warmUp events before throughput counts
  /// @param events of a round of throughput
  /// @param rounds that count
  /// @param rates events a second at which latency is measured
  /// @param each how long each rate is, after half as long to warm up
  record Plan(
      Duration first,
      int warmUp,
      int events,
      int rounds,
      Profile throughputIn,
      List<Integer> rates,
      Duration each,
      Profile latencyIn) {

    Plan {
      rates = List.copyOf(rates);
    }
  }

  BenchReport measure(Layout layout, Plan plan) throws InvalidPipeline {
    return new BenchReport(
        layout.name(), firstMinute(plan), throughput(plan), plan.latencyIn(), latencies(plan));
  }

  private @Nullable FirstMinute firstMinute(Plan plan) throws InvalidPipeline {
    if (plan.first().isZero()) {
      return null;
    }
    try (BesideFloor running = start.in(plan.latencyIn())) {
      return FirstMinute.of(running.pipeline(), Math.toIntExact(plan.first().toSeconds()), load);
    }
  }

  private BenchReport.Throughput throughput(Plan plan) throws InvalidPipeline {
    try (BesideFloor running = start.in(plan.throughputIn())) {
      ThroughputRun ours = new ThroughputRun(running.pipeline());
      ThroughputRun bare = new ThroughputRun(running.floor());
      for (int done = 0; done < plan.warmUp(); done += plan.events()) {
        notes.accept("warming up: %,d of %,d events".formatted(done, plan.warmUp()));
        ours.round(load, plan.events());
        bare.round(load, plan.events());
      }
      List<Double> perSecond = new ArrayList<>();
      List<Double> floorPerSecond = new ArrayList<>();
      List<Cost> costs = new ArrayList<>();
      for (int round = 1; round <= plan.rounds(); round++) {
        try (CostMeter meter = new CostMeter()) {
          perSecond.add(ours.round(load, plan.events()));
          costs.add(meter.stop(plan.events()));
        }
        floorPerSecond.add(bare.round(load, plan.events()));
        notes.accept(
            "round %d: %,.0f decisions/s, floor %,.0f events/s"
                .formatted(round, perSecond.getLast(), floorPerSecond.getLast()));
      }
      Cost cost = costs.stream().reduce(Cost::plus).orElseThrow();
      return new BenchReport.Throughput(plan.throughputIn(), perSecond, floorPerSecond, cost);
    }
  }

  private Map<Integer, BenchReport.AtRate> latencies(Plan plan) throws InvalidPipeline {
    try (BesideFloor running = start.in(plan.latencyIn())) {
      // What is only done in this profile is compiled too.
      new ThroughputRun(running.pipeline()).round(load, plan.events());
      new ThroughputRun(running.floor()).round(load, plan.events());
      Map<Integer, BenchReport.AtRate> latencies = new TreeMap<>();
      for (int rate : plan.rates()) {
        notes.accept("latency at %d events/s, profile %s".formatted(rate, plan.latencyIn()));
        latencies.put(
            rate,
            new BenchReport.AtRate(
                latency(running.pipeline(), rate, plan.each()),
                latency(running.floor(), rate, plan.each())));
      }
      return latencies;
    }
  }

  private Latency latency(Subject subject, int rate, Duration measured) {
    return new LatencyRun(subject).at(rate, measured.dividedBy(2), measured, load);
  }
}
