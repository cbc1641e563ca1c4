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
import io.millrace.cli.kafka.LearningOrders;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.Example;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final Duration MATURITY = Duration.ofDays(400);
  private static final LocalDate FIRST_DAY = LocalDate.of(2018, 4, 1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LocalPipeline pipeline;
  private final Layout layout;
  private final Consumer<String> notes;
  private final Subject subject;
  private final LearningOrders orders;
  private final Iterator<PastEvent> events;

  /// @param pipeline that runs with the learning that [#learning] says
  /// @param notes takes what is being done, in words
  TrainingBench(LocalPipeline pipeline, Layout layout, Consumer<String> notes) {
    PipelineTopics topics = pipeline.definition().topics();
    Map<String, Object> client =
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrap());
    this.pipeline = pipeline;
    this.layout = layout;
    this.notes = notes;
    this.subject = new Subject(topics.raw().name(), topics.decisions().name(), client);
    this.orders = new LearningOrders(topics.learning(), pipeline.kafka());
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
        .formatted(MATURITY.toDays(), MATURITY.toDays(), examples);
  }

  /// What is measured, and for how long.
  ///
  /// @param examples that are learned from
  /// @param rate events a second; absent for half of what is kept up with
  /// @param backlog events that warm up, and from whose throughput the search for that begins
  record Plan(int examples, @Nullable Integer rate, int backlog, int pairs, Duration each) {
    Plan {
      boolean isRate = rate == null || rate > 0;
      if (examples < 1 || !isRate || backlog < 1 || pairs < 1 || each.toSeconds() < 1) {
        throw new CommandFailure(
            "--examples, --rate, --events, --pairs and --seconds must be 1 or more");
      }
    }
  }

  TrainingReport measure(Plan plan) {
    orders.append(Order.PAUSE, Instant.EPOCH, "bench");
    Iterator<LoadEvent> load = loadAfter(publishHistory(plan.examples()));
    awaitAllRead();
    int rate =
        plan.rate() == null
            ? new Capacity(subject, notes).find(load, plan.backlog()) / 2
            : warmedUp(load, plan.backlog(), plan.rate());
    awaitAllRead();
    requireExamples(plan.examples());
    List<TrainingReport.Run> runs = new ArrayList<>();
    for (int pair = 0; pair < plan.pairs(); pair++) {
      // What grows from run to run is to be no disadvantage of either kind.
      boolean isTrainedFirst = pair % 2 == 1;
      for (boolean isTrained : new boolean[] {isTrainedFirst, !isTrainedFirst}) {
        runs.add(isTrained ? withTrainings(rate, plan, load) : withoutTraining(rate, plan, load));
      }
    }
    return new TrainingReport(plan.examples(), rate, runs);
  }

  private int warmedUp(Iterator<LoadEvent> load, int events, int rate) {
    notes.accept("warming up");
    new ThroughputRun(subject).round(load, events);
    return rate;
  }

  private TrainingReport.Run withoutTraining(int rate, Plan plan, Iterator<LoadEvent> load) {
    note(rate, plan, "without training");
    return new TrainingReport.Run(null, latency(rate, plan.each(), load));
  }

  private TrainingReport.Run withTrainings(int rate, Plan plan, Iterator<LoadEvent> load) {
    note(rate, plan, "with trainings");
    try (Trainings trainings =
        Trainings.start(pipeline.definition().topics().learning(), pipeline.kafka())) {
      Latency latency = latency(rate, plan.each(), load);
      return new TrainingReport.Run(trainings.stop(), latency);
    }
  }

  private void note(int rate, Plan plan, String how) {
    notes.accept("%d s at %,d events/s, %s".formatted(plan.each().toSeconds(), rate, how));
  }

  private Latency latency(int rate, Duration each, Iterator<LoadEvent> load) {
    return new LatencyRun(subject).at(rate, each.dividedBy(5), each, load);
  }

  /// Events with their outcomes, a tenth more than there must be examples; returns the time of the
  /// last.
  private Instant publishHistory(int examples) {
    int count = Math.toIntExact(examples * 11L / 10);
    notes.accept("publishing %,d events to learn from".formatted(count));
    List<PastEvent> history = Stream.generate(events::next).limit(count).toList();
    Timeline timeline = new Timeline(history.iterator(), Timeline.End.WITH_ALL_OUTCOMES);
    try (HistoryPublisher publisher =
        new HistoryPublisher(pipeline.kafka().producer(), pipeline.definition(), _ -> {})) {
      timeline.forEachRemaining(publisher::publish);
      publisher.flush();
    }
    return history.getLast().time();
  }

  /// The events after a history has matured, as long as none of them matures.
  private Iterator<LoadEvent> loadAfter(Instant history) {
    Instant matured = history.plus(MATURITY).plus(Duration.ofDays(1));
    Instant end = matured.plus(MATURITY);
    return Stream.generate(events::next)
        .dropWhile(event -> event.time().isBefore(matured))
        .map(event -> {
          if (!event.time().isBefore(end)) {
            throw new CommandFailure(
                "so many events are more than %d days have: choose fewer --pairs, --seconds or --events"
                    .formatted(MATURITY.toDays()));
          }
          return new LoadEvent(event.id(), event.key(), event.payload());
        })
        .iterator();
  }

  private void awaitAllRead() {
    PipelineDefinition definition = pipeline.definition();
    try (Groups groups = new Groups(definition.name(), pipeline.kafka().client())) {
      new AllRead(definition, layout, groups, PATIENCE, () -> "").await();
    }
  }

  private void requireExamples(int wanted) {
    Set<String> events = new HashSet<>();
    Topic<String, Example> topic = pipeline.definition().topics().examples();
    try (TopicReader<Example> reader =
        TopicReader.fromBeginning(
            pipeline.kafka(), topic.name(), topic.valueSerde().deserializer())) {
      reader.readAll(record -> events.add(record.value().eventId()));
    }
    if (events.size() < wanted) {
      throw new CommandFailure(
          "only %,d events have become examples, %,d are wanted".formatted(events.size(), wanted));
    }
  }
}
