package io.millrace.cli.cluster;

import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Runs processor-a over one recorded log again and again, and kills it meanwhile: whatever a crash
/// leaves, it writes the same features.
public final class ChaosRun implements AutoCloseable {
  private static final CardWorld WORLD = new CardWorld(1_000, 2_000, LocalDate.of(2018, 4, 1), 1);
  private static final Duration POLL = Duration.ofMillis(50);

  /// Longer than a commit interval of work takes to be written again.
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final RecordedLog log;
  private final Run undisturbed;
  private int runs;

  /// What came of a run that was disturbed.
  ///
  /// @param killedAt how many parts it had written when it was killed, each time
  /// @param records how many records it has written in all
  /// @param different parts that an undisturbed run writes otherwise, or that were written
  ///   otherwise than before
  public record Result(long seed, List<Integer> killedAt, long records, long different) {
    public Result {
      killedAt = List.copyOf(killedAt);
    }
  }

  /// Records a log of so many simulated events, and what processor-a makes of it undisturbed.
  ///
  /// @param folder of the card-fraud pipeline
  public ChaosRun(Path folder, Path data, int events) throws InvalidPipeline {
    this.log = RecordedLog.record(folder, data, WORLD, events);
    try {
      this.undisturbed = run(new int[0]);
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /// A run with one to three kills at random moments.
  public Result disturb(long seed) {
    Random random = new Random(seed);
    int[] kills = random.ints(1 + random.nextInt(3), 1, log.parts()).sorted().toArray();
    Run run = run(kills);
    long different = run.written.otherwise() + undisturbed.written.differences(run.written);
    return new Result(seed, run.killedAt, run.written.records(), different);
  }

  private record Run(FeatureLog written, List<Integer> killedAt) {}

  /// A run from the beginning of the log.
  private Run run(int[] kills) {
    runs++;
    Topic<String, FeaturePart> features = log.pipeline().topics().featuresA();
    FeatureLog written = new FeatureLog(features);
    List<Integer> killedAt = new ArrayList<>();
    Patience patience = new Patience("run %d of processor-a".formatted(runs));
    try (TopicReader<byte[]> reader =
            TopicReader.fromEnd(log.kafka(), features.name(), new ByteArrayDeserializer());
        ServiceProcess processor = log.processorA("chaos-" + runs, 1)) {
      processor.start();
      long lastRecord = System.nanoTime();
      while (written.size() < log.parts() || System.nanoTime() - lastRecord < QUIET.toNanos()) {
        if (reader.poll(POLL, written::add) > 0) {
          lastRecord = System.nanoTime();
        }
        if (killedAt.size() < kills.length && written.size() >= kills[killedAt.size()]) {
          processor.kill();
          killedAt.add(written.size());
          processor.start();
        }
        processor.requireAlive();
        patience.require(written.records());
      }
    }
    return new Run(written, killedAt);
  }

  @Override
  public void close() {
    log.close();
  }
}
