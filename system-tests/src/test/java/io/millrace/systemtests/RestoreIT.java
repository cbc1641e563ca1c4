package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.cli.cluster.Layout;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Operations;
import io.millrace.runtime.RunningService;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceConfig;
import io.millrace.runtime.ServiceLauncher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/// What operators see when a service has lost its state and restores it from the changelog.
class RestoreIT {
  private static final String ENTITY_FEATURES = "processor-a";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");

  @Test
  void readinessAndMetricsTellHowFarItIs() throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineDefinition pipeline = new PipelineReader().read(CARD_FRAUD);
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0)) {
      try (LocalRun run = LocalRun.on(broker.bootstrap(), data, Layout.separate.names())) {
        run.decideEachOnce(Transactions.of(pipeline, 0, 3_000).iterator());
      }
      int records = changelogRecords(broker.bootstrap());
      RunFolder.delete(data.resolve("state").resolve("card-fraud.processor-a"));

      try (Operations operations = new Operations("127.0.0.1", 0);
          RunningService service = startSlowly(broker.bootstrap(), data, pipeline, operations)) {
        Set<String> answers = answersUntilReady(service, operations);

        assertThat(records).isGreaterThan(1_000);
        assertThat(answers)
            .anyMatch(answer ->
                answer.matches(
                    "not yet: \\[processor-a \\(restoring: \\d+ of \\d+ records done\\)]\n"));
        assertThat(get(operations, "/metrics").lines())
            .contains(
                metric("millrace_restored_records_total", records),
                metric("millrace_restore_remaining_records", 0),
                metric("millrace_restoring_partitions", 0));
      }
    }
  }

  private static int changelogRecords(String bootstrap) {
    Topic<byte[], byte[]> changelog =
        new Topic<>(
            "card-fraud.processor-a-entity-log-changelog",
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            true,
            false,
            Map.of());
    try (TopicLog log = TopicLog.open(bootstrap, changelog)) {
      log.readToEnd();
      return log.records().size();
    }
  }

  /// Starts processor-a so that it restores one record after the other.
  private static RunningService startSlowly(
      String bootstrap, Path data, PipelineDefinition pipeline, Operations operations) {
    Service service =
        Layout.separate.services().stream()
            .filter(one -> one.name().equals(ENTITY_FEATURES))
            .findFirst()
            .orElseThrow();
    ServiceConfig config =
        ServiceConfig.from(
            Map.of(
                ServiceConfig.PIPELINE,
                CARD_FRAUD.toString(),
                ServiceConfig.STATE_DIR,
                data.resolve("state").toString(),
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrap,
                "KAFKA_RESTORE_CONSUMER_MAX_POLL_RECORDS",
                "1"),
            Set.of());
    return new ServiceLauncher(operations).launch(service, pipeline, config);
  }

  /// What `/readyz` answers until the service is ready, asked again and again without a pause:
  /// restoring takes a quarter of a second.
  private static Set<String> answersUntilReady(RunningService service, Operations operations) {
    Set<String> answers = new LinkedHashSet<>();
    long start = System.nanoTime();
    while (!service.isReady()) {
      answers.add(get(operations, "/readyz"));
      assertThat(System.nanoTime() - start).isLessThan(READY_WITHIN.toNanos());
    }
    return answers;
  }

  private static String get(Operations operations, String path) {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(operations.port(), path));
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the endpoints do not answer", e);
    }
  }

  private static String metric(String name, double value) {
    return "%s{service=\"processor-a\",store=\"entity-log\"} %s".formatted(name, value);
  }
}
