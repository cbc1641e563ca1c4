package io.millrace.cli.cluster;

import io.millrace.cli.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Runs services over a recorded log, the last of them killed meanwhile or not, until all that it
/// should write has been written and nothing more comes.
final class StageRun {
  private static final Duration POLL = Duration.ofMillis(50);

  /// Longer than a commit interval of work takes to be written again.
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final RecordedLog log;
  private final Stage stage;
  private final WrittenRecords written = new WrittenRecords();
  private final BooleanSupplier isThrough;

  /// A run of a stage that writes as many records as the log tells.
  ///
  /// @param stage what the last of the services is
  StageRun(RecordedLog log, Stage stage) {
    this.log = log;
    this.stage = stage;
    long total = stage.outputs().stream().mapToLong(output -> log.records(output.topic())).sum();
    this.isThrough = () -> written.size() >= total;
  }

  /// @param isThrough asked while nothing comes: whether all that is to be written has been
  StageRun(RecordedLog log, Stage stage, BooleanSupplier isThrough) {
    this.log = log;
    this.stage = stage;
    this.isThrough = isThrough;
  }

  /// Makes the run; the services are ended after it.
  ///
  /// @param services not yet started
  WrittenRecords make(List<ServiceProcess> services, Kills kills) {
    List<Reading> readings = new ArrayList<>();
    try {
      stage.outputs().forEach(output -> readings.add(new Reading(output)));
      services.forEach(ServiceProcess::start);
      watch(readings, services, kills);
      return written;
    } finally {
      services.forEach(ServiceProcess::close);
      readings.forEach(Reading::close);
    }
  }

  private void watch(List<Reading> readings, List<ServiceProcess> services, Kills kills) {
    Patience patience = new Patience("the run of " + stage.service());
    long lastChange = System.nanoTime();
    boolean through = false;
    while (!through || System.nanoTime() - lastChange < QUIET.toNanos()) {
      if (readings.stream().mapToInt(Reading::poll).sum() > 0) {
        lastChange = System.nanoTime();
      } else if (!through && isThrough.getAsBoolean()) {
        // What was written just before is still to be read.
        through = true;
        lastChange = System.nanoTime();
      }
      if (kills.isDue(written)) {
        services.getLast().kill();
        kills.made(written);
        services.getLast().start();
        through = false;
      }
      services.forEach(ServiceProcess::requireAlive);
      patience.require(written.records());
    }
  }

  /// What comes on one of the topics from now on.
  private final class Reading implements AutoCloseable {
    private final Stage.Output<?> output;
    private final TopicReader<byte[]> reader;

    private Reading(Stage.Output<?> output) {
      this.output = output;
      this.reader =
          TopicReader.fromEnd(log.kafka(), output.topic().name(), new ByteArrayDeserializer());
    }

    private int poll() {
      return reader.poll(POLL, record -> written.add(output.read(record)));
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
