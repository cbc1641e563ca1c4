package io.millrace.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// What one event costs the engine, each case in a JVM of its own.
///
/// Rounds of a fixed number of events, because a log that drops nothing grows with each of them.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(EngineBenchmark.ROUND)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@Fork(1)
public class EngineBenchmark {
  static final int ROUND = 20_000;

  /// 60 events in 30 days.
  @State(Scope.Benchmark)
  public static class QuietKeys {
    final EngineRun run = EngineRun.ofQuietKeys();
  }

  /// A million events in 30 days.
  @State(Scope.Benchmark)
  public static class HotKey {
    final EngineRun run = EngineRun.ofHotKey(1_000_000);
  }

  /// A window of an hour over a log of more than 90 days.
  @State(Scope.Benchmark)
  public static class Hour {
    final EngineRun run = EngineRun.ofHour();
  }

  /// A window of 90 days over the same log.
  @State(Scope.Benchmark)
  public static class Quarter {
    final EngineRun run = EngineRun.ofQuarter();
  }

  @Benchmark
  public void quietKey(QuietKeys keys, Blackhole blackhole) {
    round(keys.run, blackhole);
  }

  @Benchmark
  public void hotKey(HotKey key, Blackhole blackhole) {
    round(key.run, blackhole);
  }

  @Benchmark
  public void hour(Hour window, Blackhole blackhole) {
    round(window.run, blackhole);
  }

  @Benchmark
  public void quarter(Quarter window, Blackhole blackhole) {
    round(window.run, blackhole);
  }

  private static void round(EngineRun run, Blackhole blackhole) {
    for (int i = 0; i < ROUND; i++) {
      blackhole.consume(run.add());
    }
  }
}
