package io.millrace.cli.cluster;

import io.millrace.benchmarks.Latency;
import io.millrace.benchmarks.LatencyRun;
import io.millrace.benchmarks.LoadEvent;
import io.millrace.benchmarks.Subject;
import io.millrace.benchmarks.ThroughputRun;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.learning.Orders;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.trainer.promotion.LearnerThread;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/// Measures the latency of a pipeline with and without trainings beside it, in turns.
///
/// Examples come of a history that is more than a maturity older than what is measured: all of it
/// has matured when measuring begins, and nothing of what is measured matures meanwhile. So every
/// training learns from the same examples.
final class TrainingBench {
  /// More days than the history has, after which the measured events begin.
  private static final int MATURITY_DAYS = 400;

  private static final LocalDate FIRST_DAY = LocalDate.of(2018, 4, 1);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LocalPipeline pipeline;
  private final Consumer<String> notes;
  private final Subject subject;
  private final Orders orders;
  private final Iterator<PastEvent> events;

  /// @param pipeline that runs with the learning that [#learning] says
  /// @param notes takes what is being done, in words
  TrainingBench(LocalPipeline pipeline, Consumer<String> notes) {
    PipelineTopics topics = pipeline.definition().topics();
    Map<String, Object> client =
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrap());
    this.pipeline = pipeline;
    this.notes = notes;
    this.subject = new Subject(topics.raw().name(), topics.decisions().name(), client);
    this.orders = new Orders(topics.learning(), pipeline.kafka());
    CardSimulator simulator = new CardSimulator(new CardWorld(5_000, 10_000, FIRST_DAY, 1));
    this.events =
        History.simulated(Stream.generate(simulator::next), pipeline.definition()).iterator();
  }

  /// The section of the pipeline by which it learns from so many examples, and only by order.
  static String learning(int examples) {
    return """
    learning:
      maturity: %dd
      span: %dd
      negatives: 1
      train: {examples: %d, trees: 100}
    """
        .formatted(MATURITY_DAYS, MATURITY_DAYS, examples);
  }

  /// What is measured, and for how long.
  ///
  /// @param examples that are learned from
  /// @param rate events a second; absent for half of what is kept up with
  /// @param backlog events that warm up, and from whose throughput the search for that begins
  record Plan(int examples, @Nullable Integer rate, int backlog, int pairs, Duration each) {}

  TrainingReport measure(Plan plan) {
    orders.append(Order.PAUSE, Instant.EPOCH, "bench");
    publishHistory(plan.examples());
    Iterator<LoadEvent> load = load();
    notes.accept("warming up");
    new ThroughputRun(subject).round(load, plan.backlog());
    int rate =
        plan.rate() == null
            ? new Capacity(subject, notes).find(load, plan.backlog()) / 2
            : plan.rate();
    awaitExamples(plan.examples());
    List<TrainingReport.Run> runs = new ArrayList<>();
    for (int pair = 0; pair < plan.pairs(); pair++) {
      note(rate, plan, "without training");
      runs.add(new TrainingReport.Run(null, latency(rate, plan.each(), load)));
      note(rate, plan, "with trainings");
      try (Trainings trainings =
          Trainings.start(pipeline.definition().topics().learning(), pipeline.kafka())) {
        Latency latency = latency(rate, plan.each(), load);
        runs.add(new TrainingReport.Run(trainings.stop(), latency));
      }
    }
    return new TrainingReport(plan.examples(), rate, runs);
  }

  private void note(int rate, Plan plan, String how) {
    notes.accept("%d s at %,d events/s, %s".formatted(plan.each().toSeconds(), rate, how));
  }

  private Latency latency(int rate, Duration each, Iterator<LoadEvent> load) {
    return new LatencyRun(subject).at(rate, each.dividedBy(5), each, load);
  }

  /// Events with their outcomes, a tenth more than there must be examples.
  private void publishHistory(int examples) {
    int count = Math.toIntExact(examples * 11L / 10);
    notes.accept("publishing %,d events to learn from".formatted(count));
    PipelineDefinition definition = pipeline.definition();
    Iterator<PastEvent> first = Stream.generate(events::next).limit(count).iterator();
    Timeline timeline = new Timeline(first, Timeline.End.WITH_ALL_OUTCOMES);
    try (HistoryPublisher publisher =
        new HistoryPublisher(pipeline.kafka().producer(), definition, _ -> {})) {
      timeline.forEachRemaining(publisher::publish);
      publisher.flush();
    }
  }

  /// The events after the history has matured, without end.
  private Iterator<LoadEvent> load() {
    Instant matured =
        FIRST_DAY.plusDays(2L * MATURITY_DAYS).atStartOfDay().toInstant(ZoneOffset.UTC);
    return Stream.generate(events::next)
        .dropWhile(event -> event.time().isBefore(matured))
        .map(event -> new LoadEvent(event.id(), event.key(), event.payload()))
        .iterator();
  }

  private void awaitExamples(int wanted) {
    notes.accept("waiting for %,d examples".formatted(wanted));
    PipelineTopics topics = pipeline.definition().topics();
    try (Groups groups = new Groups(pipeline.definition().name(), pipeline.kafka().client())) {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (ends(groups) < wanted
          || !groups.haveRead(LearnerThread.GROUP, List.of(topics.examples()))) {
        if (System.nanoTime() - until > 0) {
          throw new CommandFailure(
              "there are %,d examples after %d s, %,d are wanted"
                  .formatted(ends(groups), PATIENCE.toSeconds(), wanted));
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  private long ends(Groups groups) {
    return groups.ends(pipeline.definition().topics().examples()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
