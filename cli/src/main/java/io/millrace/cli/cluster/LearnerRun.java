package io.millrace.cli.cluster;

import io.millrace.cli.history.Happening;
import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.PastOutcome;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.ReleaseTopic;
import io.millrace.runtime.ServiceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Has a pipeline without a model live through some simulated days, with a trainer as a process of
/// its own that is killed meanwhile. After each step all that was to happen has happened.
final class LearnerRun {
  private static final String TRAINER = "model-trainer";
  private static final List<String> JVM =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// What waits for commits shall not wait long.
  private static final Map<String, String> PROMPT = Map.of("KAFKA_COMMIT_INTERVAL_MS", "200");

  private static final CardWorld WORLD = new CardWorld(300, 600, LocalDate.of(2018, 4, 1), 1);
  private static final Duration DAYS = Duration.ofDays(12);
  private static final Duration STEP = Duration.ofHours(24);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path folder;
  private final Path data;
  private final LearnerKills kills;

  /// @param folder of a pipeline that has the fields of the simulation
  /// @param data where broker and services keep their data; what an earlier run left is deleted
  LearnerRun(Path folder, Path data, LearnerKills kills) {
    this.folder = folder;
    this.data = data;
    this.kills = kills;
  }

  LearnedOutcome make() throws InvalidPipeline {
    LocalPipeline.deleteData(data);
    List<String> stream = Layout.separate.names();
    try (LocalPipeline pipeline =
            LocalPipeline.open(
                new LocalPipeline.Options(folder, stream, null, 0, data, 0, PROMPT));
        ServiceProcess trainer = trainer(pipeline.bootstrap());
        Groups groups = new Groups(pipeline.definition().name(), pipeline.kafka().client())) {
      trainer.start();
      trainer.awaitReady();
      Living living = new Living(pipeline, trainer, groups);
      try (LearnerKilling killing =
          new LearnerKilling(
              pipeline.definition().topics(), pipeline.bootstrap(), trainer, kills)) {
        killing.start();
        living.live(killing);
      }
      living.settle();
      trainer.awaitReady();
      trainer.stop();
      return LearnedOutcome.read(pipeline.definition(), pipeline.kafka(), data.resolve("read"));
    }
  }

  private ServiceProcess trainer(String bootstrap) {
    return new ServiceProcess(
        TRAINER,
        JVM,
        Map.of(
            ServiceConfig.PIPELINE,
            folder.toString(),
            ServiceConfig.STATE_DIR,
            data.resolve("state").toString(),
            ServiceConfig.INSTANCE,
            "killed",
            "KAFKA_BOOTSTRAP_SERVERS",
            bootstrap,
            "KAFKA_COMMIT_INTERVAL_MS",
            "200"),
        data.resolve(TRAINER + ".log"));
  }

  /// A pipeline while days go by.
  private record Living(LocalPipeline pipeline, ServiceProcess trainer, Groups groups) {

    void live(LearnerKilling killing) {
      PipelineDefinition definition = pipeline.definition();
      Instant begin = WORLD.firstDay().atStartOfDay().toInstant(ZoneOffset.UTC);
      Instant end = begin.plus(DAYS);
      Instant pause = begin.plus(STEP);
      try (Stream<PastEvent> events =
              History.simulated(Stream.generate(new CardSimulator(WORLD)::next), definition);
          HistoryPublisher publisher =
              new HistoryPublisher(pipeline.kafka().producer(), definition, _ -> {})) {
        Timeline timeline =
            new Timeline(
                events.takeWhile(event -> event.time().isBefore(end)).iterator(),
                Timeline.End.AT_LAST_EVENT);
        while (timeline.hasNext()) {
          Happening happening = timeline.next();
          while (!time(happening).isBefore(pause)) {
            publisher.flush();
            settle();
            killing.requireFine();
            pause = pause.plus(STEP);
          }
          publisher.publish(happening);
        }
        publisher.flush();
        settle();
      }
    }

    private static Instant time(Happening happening) {
      return switch (happening) {
        case PastEvent event -> event.time();
        case PastOutcome outcome -> outcome.label().knownAt();
      };
    }

    void settle() {
      PipelineDefinition definition = pipeline.definition();
      AllRead all =
          new AllRead(
              definition,
              Layout.separate,
              groups,
              PATIENCE,
              () -> "; the trainer says:\n" + trainer.output());
      all.await();
      all.await(
          "who marks assignments",
          () ->
              ReleaseTopic.read(definition.topics(), pipeline.kafka().client())
                  .unmarked()
                  .isEmpty());
    }
  }
}
