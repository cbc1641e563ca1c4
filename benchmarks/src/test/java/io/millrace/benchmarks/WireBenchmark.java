package io.millrace.benchmarks;

import io.millrace.contracts.Event;
import io.millrace.contracts.json.DecisionFormat;
import io.millrace.contracts.json.EnrichedRecordFormat;
import io.millrace.contracts.json.JsonFormat;
import io.millrace.contracts.json.JsonSerde;
import io.millrace.contracts.json.PredictionFormat;
import io.millrace.contracts.json.StreamRecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// What it costs to write and to read the records of a card transaction as JSON: each kind alone,
/// and `all` of them, as one event makes them in the composed layout.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WireBenchmark {
  private static final int EVENTS = 512;

  @Param({"event", "enriched", "prediction", "decision", "all"})
  String record = "all";

  private final List<List<Wire<?>>> events = new ArrayList<>();
  private int next;

  /// A record, and what it is written as.
  private static final class Wire<T> {
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;
    private final T value;
    private final byte[] bytes;

    private Wire(JsonSerde<T> serde, T value) {
      this.serializer = serde.serializer();
      this.deserializer = serde.deserializer();
      this.value = value;
      this.bytes = write();
    }

    byte[] write() {
      return serializer.serialize("", value);
    }

    T read() {
      return deserializer.deserialize("", bytes);
    }
  }

  @Setup
  public void setUp() {
    WireRecords records = new WireRecords();
    for (int i = 0; i < EVENTS; i++) {
      events.add(wires(records, records.event()));
    }
  }

  private List<Wire<?>> wires(WireRecords records, Event event) {
    List<Wire<?>> all = new ArrayList<>();
    add(all, "event", new StreamRecordFormat(), event);
    add(all, "enriched", new EnrichedRecordFormat(), records.enriched(event));
    add(all, "prediction", new PredictionFormat(), records.prediction(event));
    add(all, "decision", new DecisionFormat(), records.decision(event));
    return all;
  }

  private <T> void add(List<Wire<?>> all, String name, JsonFormat<T> format, T value) {
    if (record.equals(name) || record.equals("all")) {
      all.add(new Wire<>(new JsonSerde<>(format), value));
    }
  }

  @Benchmark
  public void write(Blackhole blackhole) {
    for (Wire<?> wire : nextEvent()) {
      blackhole.consume(wire.write());
    }
  }

  @Benchmark
  public void read(Blackhole blackhole) {
    for (Wire<?> wire : nextEvent()) {
      blackhole.consume(wire.read());
    }
  }

  private List<Wire<?>> nextEvent() {
    next = (next + 1) % EVENTS;
    return events.get(next);
  }
}
