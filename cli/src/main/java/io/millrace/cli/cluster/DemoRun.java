package io.millrace.cli.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.history.Happening;
import io.millrace.cli.history.History;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.Pace;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.Decision;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.Closeable;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A running demo: a thread that publishes simulated transactions and one that reads the decisions.
final class DemoRun implements Closeable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final LocalPipeline pipeline;
  private final long events;
  private final int rate;
  private final CardWorld world;
  private final DecisionTally tally = new DecisionTally();
  private final LatencyCounts latencies = new LatencyCounts();
  private final AtomicLong lastDecision = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final long started = System.nanoTime();
  private final KafkaConnection kafka;
  private final TopicReader<Decision> decisions;
  private final Thread publisher;
  private final Thread reader;
  private volatile boolean published;
  private volatile boolean closed;

  /// Starts both threads; `events` is how many to publish, 0 for as many as come until it is
  /// closed.
  DemoRun(LocalPipeline pipeline, long events, int rate, CardWorld world) {
    this.pipeline = pipeline;
    this.events = events;
    this.rate = rate;
    this.world = world;
    this.kafka = new KafkaConnection(pipeline.bootstrap(), Map.of());
    PipelineTopics topics = pipeline.definition().topics();
    this.decisions =
        TopicReader.fromEnd(
            kafka, topics.decisions().name(), topics.decisions().valueSerde().deserializer());
    this.publisher = thread("demo-publisher", this::publish);
    this.reader = thread("demo-reader", this::read);
    reader.start();
    publisher.start();
  }

  /// Whether everything that was to be published is decided.
  boolean isFinished() {
    return published && tally.undecided() == 0;
  }

  /// What stopped a thread before its end, absent while all is well.
  @Nullable Throwable failure() {
    return failure.get();
  }

  DecisionTally.Counts counts() {
    return tally.counts();
  }

  LatencyCounts latencies() {
    return latencies;
  }

  DemoReport report() {
    DecisionTally.Counts counts = tally.counts();
    MeterRegistry registry = pipeline.operations().registry();
    double seconds = Math.max(1, lastDecision.get() - started) / 1e9;
    return new DemoReport(
        counts,
        total(registry, "millrace.records.out", "decision-engine", "actions"),
        deadLetters(registry),
        latencies.percentile(50),
        latencies.percentile(95),
        latencies.percentile(99),
        counts.decisions() / seconds,
        Suite.names(Layout.separate, pipeline.definition()).stream()
            .map(name -> traffic(registry, name))
            .toList());
  }

  private void publish() {
    PipelineDefinition definition = pipeline.definition();
    Stream<io.millrace.cli.simulator.Transaction> transactions =
        Stream.generate(new CardSimulator(world)::next);
    if (events > 0) {
      transactions = transactions.limit(events);
    }
    Iterator<Happening> timeline =
        new Timeline(
            History.simulated(transactions, definition).iterator(), Timeline.End.AT_LAST_EVENT);
    try (HistoryPublisher to =
        new HistoryPublisher(kafka.producer(), definition, tally::published)) {
      to.publishAll(timeline, new Pace(rate), count -> {});
    }
    published = true;
  }

  private void read() {
    while (!closed) {
      decisions.poll(POLL, this::count);
    }
    decisions.close();
  }

  private void count(ConsumerRecord<byte[], Decision> record) {
    tally.decided(record.value());
    latencies.record(System.currentTimeMillis() - record.timestamp());
    lastDecision.set(System.nanoTime());
  }

  private Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setUncaughtExceptionHandler((_, e) -> failure.compareAndSet(null, e));
    return thread;
  }

  private static DemoReport.Traffic traffic(MeterRegistry registry, String service) {
    return new DemoReport.Traffic(
        service,
        total(registry, "millrace.records.in", service, null),
        total(registry, "millrace.records.out", service, null));
  }

  private static long deadLetters(MeterRegistry registry) {
    return Math.round(
        registry.find("millrace.dead.letters").counters().stream()
            .mapToDouble(Counter::count)
            .sum());
  }

  private static long total(
      MeterRegistry registry, String name, String service, @Nullable String topic) {
    return Math.round(
        registry.find(name).tag("service", service).counters().stream()
            .filter(counter -> topic == null || topic.equals(counter.getId().getTag("topic")))
            .mapToDouble(Counter::count)
            .sum());
  }

  @Override
  public void close() {
    publisher.interrupt();
    closed = true;
    try {
      publisher.join(Duration.ofSeconds(5));
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
