package io.millrace.cli.cluster;

import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Runs one service over one recorded log again and again, and kills it meanwhile: whatever a crash
/// leaves, it writes the same. The log crosses changes of the release.
public final class ChaosRun implements AutoCloseable {
  /// The services that can be killed.
  public static final List<String> SERVICES =
      List.of("event-router", "processor-a", "model-service", Stage.COMPOSED, Stage.TRAINER);

  private static final CardWorld WORLD = new CardWorld(1_000, 2_000, LocalDate.of(2018, 4, 1), 1);
  private static final int SWAPS = 10;

  /// The trainer would be through with the log before its first commit.
  private static final Map<String, String> OFTEN_COMMITTED =
      Map.of("KAFKA_COMMIT_INTERVAL_MS", "200");

  private final RecordedLog log;
  private final Stage stage;

  /// What a run does not read from its beginning, because the run before has read or written it.
  private final List<Topic<?, ?>> notAgain;

  private final WrittenRecords undisturbed;
  private int runs;

  /// What came of a run that was disturbed.
  ///
  /// @param killedAt how many different records it had written when it was killed, each time
  /// @param records how many records it has written in all
  /// @param different records that an undisturbed run writes otherwise, or that were written
  ///   otherwise than before
  /// @param excluded predictions that are degraded or have a fallback, and so are not compared
  public record Result(
      long seed, List<Integer> killedAt, long records, long different, long excluded) {
    public Result {
      killedAt = List.copyOf(killedAt);
    }
  }

  /// Records a log of so many simulated events, and what the service makes of it undisturbed.
  ///
  /// @param service one of [#SERVICES]
  /// @param folder of the card-fraud pipeline
  public ChaosRun(String service, Path folder, Path data, int events) throws InvalidPipeline {
    boolean composed = service.equals(Stage.COMPOSED);
    Recording.Content content = Recording.Content.simulated(WORLD, events, SWAPS);
    this.log =
        composed
            ? RecordedLog.before("event-router", folder, data, content.inOnePartition())
            : RecordedLog.before(service, folder, data, content);
    PipelineTopics topics = log.pipeline().topics();
    this.notAgain =
        composed ? List.of(topics.raw(), topics.feedback(), topics.enriched()) : List.of();
    this.stage = Stage.of(service, log.pipeline().topics());
    try {
      this.undisturbed = run(Kills.none());
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /// How many records the service writes undisturbed.
  public long records() {
    return undisturbed.records();
  }

  /// A run with one to three kills, the first of them just after the release has changed.
  public Result disturb(long seed) {
    Kills kills = Kills.of(seed, undisturbed);
    WrittenRecords written = run(kills);
    return new Result(
        seed,
        kills.at(),
        written.records(),
        written.otherwise() + undisturbed.differences(written),
        written.excluded());
  }

  /// A run from the beginning of the log.
  private WrittenRecords run(Kills kills) {
    String name = "chaos-" + ++runs;
    String group = log.pipeline().name() + '.' + name;
    if (stage.service().equals(Stage.TRAINER)) {
      return runTrainer(name, log.service(stage.service(), group, OFTEN_COMMITTED), kills);
    }
    if (!notAgain.isEmpty()) {
      log.beginAtEnd(group, notAgain);
    }
    ServiceProcess service = log.service(stage.service(), group, Map.of());
    return new StageRun(log, stage).make(List.of(service), kills);
  }

  /// Nobody knows beforehand how many examples there will be.
  private WrittenRecords runTrainer(String name, ServiceProcess trainer, Kills kills) {
    List<Topic<?, ?>> inputs =
        Suite.inputs(Layout.separate, log.pipeline()).getOrDefault(Stage.TRAINER, List.of());
    try (Groups groups = new Groups(log.pipeline().name(), log.client())) {
      return new StageRun(log, stage, () -> groups.haveRead(name, inputs))
          .make(List.of(trainer), kills);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
