package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.FeatureColumns;
import io.millrace.cli.history.Label;
import io.millrace.cli.history.PastEvent;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A table of features from the log of a run, by the command that users have for it.
class TopicBackfillIT {
  private static final int EVENTS = 3_000;
  private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);
  private static final String PIPELINE = Repository.pipeline("card-fraud").toString();

  @ParameterizedTest
  @CsvSource({"separate, events-a", "composed, 'events,enriched'"})
  void givesTheFeaturesThatPredictionsWereMadeOfAndTheLabelsThatCameBack(
      Layout layout, String input) throws Exception {
    Path data = RunFolder.empty(getClass());
    Path table = data.resolve("features.csv");
    try (LocalRun run = LocalRun.withBroker(data, layout)) {
      List<PastEvent> events = Transactions.of(run.definition(), 0, EVENTS);
      run.decideEachOnce(events.iterator());
      try (Stages stages = Stages.running(run.bootstrap(), run.definition(), layout.names())) {
        stages.awaitQuiet(QUIET_WITHIN);
      }

      CommandProcess backfill = backfill(run.bootstrap(), input, table);

      assertThat(backfill.exitCode()).as(backfill.text()).isZero();
      assertThat(backfill.text()).doesNotContain("left out");
      List<Map<String, String>> rows = rows(table);
      assertThat(rows).map(row -> row.get("event_time")).map(Instant::parse).isSorted();
      assertThat(features(rows, run.definition())).hasSize(EVENTS).isEqualTo(predicted(run));
      assertThat(labels(rows)).isEqualTo(labelsOf(events));
      CommandProcess evaluation = evaluate(table);
      assertThat(evaluation.exitCode()).as(evaluation.text()).isZero();
    }
  }

  private static CommandProcess backfill(String bootstrap, String input, Path table)
      throws Exception {
    return CommandProcess.run(
        "backfill",
        "--pipeline",
        PIPELINE,
        "--bootstrap",
        bootstrap,
        "--input",
        input,
        "--output",
        table.toString());
  }

  private static CommandProcess evaluate(Path table) throws Exception {
    return CommandProcess.run(
        "evaluate",
        "--features",
        table.toString(),
        "--model",
        PIPELINE,
        "--from",
        "2018-04-01",
        "--to",
        "2018-04-30");
  }

  /// The rows of a table without quotes, by column.
  private static List<Map<String, String>> rows(Path table) throws Exception {
    List<String> lines = Files.readAllLines(table);
    List<String> header = List.of(lines.getFirst().split(","));
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells ->
            IntStream.range(0, cells.length)
                .boxed()
                .collect(Collectors.toMap(header::get, column -> cells[column])))
        .toList();
  }

  private static Map<String, Map<String, FeatureValue>> features(
      List<Map<String, String>> rows, PipelineDefinition pipeline) {
    List<String> features = FeatureColumns.ofModel(pipeline);
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> row.get("event_id"),
                row ->
                    features.stream()
                        .collect(Collectors.toMap(name -> name, name -> number(row, name)))));
  }

  private static FeatureValue number(Map<String, String> row, String feature) {
    return FeatureValue.of(Double.parseDouble(row.get(feature)));
  }

  /// What each prediction records, by event id.
  private static Map<String, Map<String, FeatureValue>> predicted(LocalRun run) {
    Topic<String, Prediction> topic = run.topics().predictions();
    Deserializer<Prediction> predictions = topic.valueSerde().deserializer();
    try (TopicLog log = TopicLog.open(run.bootstrap(), topic)) {
      log.readToEnd();
      return log.records().stream()
          .map(record -> predictions.deserialize(topic.name(), record.value()))
          .collect(Collectors.toMap(prediction -> prediction.event().id(), Prediction::features));
    }
  }

  private static Map<String, String> labels(List<Map<String, String>> rows) {
    return rows.stream()
        .collect(Collectors.toMap(row -> row.get("event_id"), row -> row.get("label")));
  }

  /// The labels that are known by the time of the last event.
  private static Map<String, String> labelsOf(List<PastEvent> events) {
    Instant now = events.getLast().time();
    return events.stream().collect(Collectors.toMap(PastEvent::id, event -> label(event, now)));
  }

  private static String label(PastEvent event, Instant now) {
    Label label = event.outcome();
    if (label == null || label.knownAt().isAfter(now)) {
      return "";
    }
    return label.value() instanceof FeatureValue.Scalar(double value) ? Double.toString(value) : "";
  }
}
