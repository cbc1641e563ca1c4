package io.millrace.cli.study;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.cluster.LocalPipeline;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.history.Happening;
import io.millrace.cli.history.MergedHistory;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.kafka.DecisionWait;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Decision;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Replays a history through every service of a pipeline that has no model yet.
final class StudyRun {
  /// A history that comes much faster than it is decided would reach the features out of its order.
  private static final int IN_FLIGHT = 10_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// A pause waits for what is committed.
  private static final Map<String, String> PROMPT = Map.of("KAFKA_COMMIT_INTERVAL_MS", "200");

  private final StudyPlan plan;
  private final StopSignal stop;
  private final Listener listener;
  private final DecisionTally tally = new DecisionTally();
  private final StudiedEvents events = new StudiedEvents();
  private final Lessons lessons = new Lessons();

  StudyRun(StudyPlan plan, StopSignal stop, Listener listener) {
    this.plan = plan;
    this.stop = stop;
    this.listener = listener;
  }

  /// Told at each pause how far it has come.
  interface Listener {
    void paused(Instant pause, long events);
  }

  StudyReport run() throws InvalidPipeline, InterruptedException {
    try (StudyFolder folder = StudyFolder.of(plan.folder());
        Stream<PastEvent> history =
            MergedHistory.open(plan.tables(), folder.pipeline(), plan.labelDelay())) {
      LocalPipeline.deleteData(plan.data());
      try (LocalPipeline pipeline = LocalPipeline.open(options(folder))) {
        long started = System.nanoTime();
        replay(plan.of(history), pipeline);
        return report(pipeline.definition(), (System.nanoTime() - started) / 1e9);
      }
    }
  }

  private LocalPipeline.Options options(StudyFolder folder) {
    List<String> services = Suite.names(plan.layout(), folder.pipeline());
    return new LocalPipeline.Options(folder.path(), services, null, 0, plan.data(), 0, PROMPT);
  }

  private void replay(Stream<PastEvent> history, LocalPipeline pipeline)
      throws InterruptedException {
    PipelineDefinition definition = pipeline.definition();
    PipelineTopics topics = definition.topics();
    KafkaConnection kafka = pipeline.kafka();
    Timeline timeline = new Timeline(history.iterator(), Timeline.End.WITH_ALL_OUTCOMES);
    Lockstep lockstep = new Lockstep(timeline, plan.end());
    try (TopicReader<Decision> decisions = reader(kafka, topics.decisions());
        TopicReader<LearningEvent> learning = reader(kafka, topics.learning());
        HistoryPublisher publisher =
            new HistoryPublisher(kafka.producer(), definition, this::happened)) {
      DecisionWait wait = new DecisionWait(decisions, tally, events::decided);
      try (Settling settling = new Settling(pipeline, plan.layout(), wait, tally, stop)) {
        while (lockstep.hasNext()) {
          Instant pause = lockstep.step(happening -> send(happening, publisher, wait));
          publisher.flush();
          settling.await(pause);
          learning.readAll(record -> lessons.take(record.value(), pause));
          listener.paused(pause, tally.counts().events());
        }
      }
    }
  }

  private static <V> TopicReader<V> reader(KafkaConnection kafka, Topic<String, V> topic) {
    return TopicReader.fromBeginning(kafka, topic.name(), topic.valueSerde().deserializer());
  }

  private void happened(Happening happening) {
    tally.published(happening);
    if (happening instanceof PastEvent event) {
      events.happened(event);
    }
  }

  private void send(Happening happening, HistoryPublisher publisher, DecisionWait wait) {
    if (happening instanceof PastEvent && !wait.awaitBacklog(IN_FLIGHT - 1, PATIENCE)) {
      throw new CommandFailure(
          "%,d events wait for their decision, and none has come for %d s: look at the log and the dead letters"
              .formatted(tally.undecided(), PATIENCE.toSeconds()));
    }
    publisher.publish(happening);
  }

  private StudyReport report(PipelineDefinition definition, double seconds) {
    DecisionTally.Counts counts = tally.counts();
    if (counts.events() == 0) {
      throw new CommandFailure(
          "no event lies on the days up to %s: choose others with --from and --until"
              .formatted(plan.until()));
    }
    LocalDate from = plan.from() == null ? events.firstDay() : plan.from();
    StudyReport.Replayed replayed =
        new StudyReport.Replayed(
            from,
            plan.until(),
            plan.labelDelay().toSeconds() / (double) Duration.ofDays(1).toSeconds(),
            counts.events(),
            counts.outcomes(),
            lessons.trainings(),
            seconds);
    String entity = definition.entities().keySet().iterator().next();
    return StudyReport.of(replayed, events, entity, lessons.all());
  }
}
