package io.millrace.cli.cluster;

import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.runtime.ServiceConfig;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Replays a recorded log into services that know nothing yet, and holds their predictions against
/// those that were made when it was recorded. The log crosses changes of the release.
public final class ReplayRun implements AutoCloseable {
  private static final CardWorld WORLD = new CardWorld(1_000, 2_000, LocalDate.of(2018, 4, 1), 2);
  private static final int SWAPS = 10;
  private static final String PROCESSOR_A = "processor-a";
  private static final String PROCESSOR_B = "processor-b";
  private static final String MODEL_SERVICE = "model-service";

  /// A batch takes no more than what comes in one poll, and here that is less than a batch may
  /// have; and two threads take turns.
  private static final Map<String, String> OTHER_BATCHES =
      Map.of(ServiceConfig.THREADS, "2", "KAFKA_CONSUMER_MAX_POLL_RECORDS", "97");

  private final RecordedLog log;
  private final Stage stage;
  private final WrittenRecords recorded = new WrittenRecords();

  /// Records a log of so many simulated events, with their predictions.
  ///
  /// @param folder of the card-fraud pipeline
  public ReplayRun(Path folder, Path data, int events) throws InvalidPipeline {
    log =
        RecordedLog.before(
            "decision-engine", folder, data, Recording.Content.simulated(WORLD, events, SWAPS));
    stage = Stage.of(MODEL_SERVICE, log.pipeline().topics());
    try {
      readRecorded();
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private void readRecorded() {
    for (Stage.Output<?> output : stage.outputs()) {
      try (TopicReader<byte[]> reader = log.read(output.topic())) {
        reader.readAll(record -> recorded.add(output.read(record)));
      }
    }
  }

  /// How many events have a prediction.
  public int predictions() {
    return recorded.size();
  }

  /// How many of those are degraded or have a fallback, and so are not compared.
  public long excluded() {
    return recorded.excluded();
  }

  /// How many combinations of releases were asked for them.
  public int turns() {
    return recorded.turns();
  }

  /// How many predictions a fresh model service makes otherwise of the same features, in batches
  /// that are cut otherwise.
  public long differentByModel() {
    return different(List.of(log.service(MODEL_SERVICE, "replay-features", OTHER_BATCHES)));
  }

  /// How many predictions come out otherwise of the same `events-a` and `events-b` by way of fresh
  /// processors and a fresh model service.
  ///
  /// The features are written once more behind the recorded ones, where the model service begins.
  public long differentByAll() {
    String run = "replay-events";
    PipelineTopics topics = log.pipeline().topics();
    log.beginAtEnd(run, List.of(topics.featuresA(), topics.featuresB()));
    return different(
        List.of(
            log.service(PROCESSOR_A, run + "-a", Map.of()),
            log.service(PROCESSOR_B, run + "-b", Map.of()),
            log.service(MODEL_SERVICE, run, Map.of())));
  }

  private long different(List<ServiceProcess> services) {
    WrittenRecords replayed = new StageRun(log, stage).make(services, Kills.none());
    return replayed.otherwise() + recorded.differences(replayed);
  }

  @Override
  public void close() {
    log.close();
  }
}
