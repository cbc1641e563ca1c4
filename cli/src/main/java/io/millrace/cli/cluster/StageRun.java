package io.millrace.cli.cluster;

import io.millrace.cli.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /// @param stage what the last of the services is
  StageRun(RecordedLog log, Stage stage) {
    this.log = log;
    this.stage = stage;
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
    long total = stage.outputs().stream().mapToLong(output -> log.records(output.topic())).sum();
    long lastRecord = System.nanoTime();
    while (written.size() < total || System.nanoTime() - lastRecord < QUIET.toNanos()) {
      if (readings.stream().mapToInt(Reading::poll).sum() > 0) {
        lastRecord = System.nanoTime();
      }
      if (kills.isDue(written)) {
        services.getLast().kill();
        kills.made(written);
        services.getLast().start();
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
