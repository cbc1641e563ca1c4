package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.Group;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What becomes of a pipeline's learning in a small world with something wrong in it: simulated as
/// a table, then studied, both by the commands that anybody can give.
final class LearningDrill {
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final PipelineCopy pipeline;

  private LearningDrill(Path folder, PipelineCopy pipeline) {
    this.folder = folder;
    this.pipeline = pipeline;
  }

  /// With card-fraud as it would be before it has any model, of less patience: outcomes are taken
  /// for known after three days, and a candidate is tried for two.
  static LearningDrill in(Path folder) throws IOException {
    PipelineCopy pipeline = PipelineCopy.of(CARD_FRAUD, folder.resolve("pipeline"));
    Files.delete(pipeline.file("model.onnx"));
    Files.delete(pipeline.file("model.json"));
    pipeline.edit("maturity: 7d", "maturity: 3d");
    pipeline.edit("shadow: 3d", "shadow: 2d");
    pipeline.edit("evaluate: {", "evaluate: {window: 3d, ");
    return new LearningDrill(folder, pipeline);
  }

  PipelineCopy pipeline() {
    return pipeline;
  }

  /// Simulates so many days of 2018 from the first of April, and has the pipeline learn from them.
  void run(int days, String... options) throws Exception {
    Path table = folder.resolve("transactions.csv.gz");
    command(
        Stream.concat(
            Stream.of(
                "simulate",
                "--customers=300",
                "--terminals=600",
                "--days=" + days,
                "--output=" + table),
            Stream.of(options)));
    command(
        Stream.of(
            "replay-study",
            "--input=" + table,
            "--until=" + LocalDate.of(2018, 3, 31).plusDays(days),
            "--label-delay=2d",
            "--pipeline=" + pipeline,
            "--data=" + data(),
            "--output=" + folder.resolve("study")));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static void command(Stream<String> words) throws Exception {
    CommandProcess command = CommandProcess.run(words.toArray(String[]::new));
    assertThat(command.exitCode()).as(command.text()).isZero();
  }

  /// The pipeline as it was left, running again.
  LocalRun goOn() throws Exception {
    return LocalRun.of(pipeline, data(), Layout.separate);
  }

  /// What happened in learning.
  static List<LearningEvent> learned(LocalRun run) {
    return all(run, run.topics().learning());
  }

  /// Those of one kind.
  static <T> List<T> of(Class<T> kind, List<LearningEvent> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Average precision by day, of what a release judged.
  static NavigableMap<LocalDate, Double> precision(LocalRun run, int release) {
    NavigableMap<LocalDate, Double> days = new TreeMap<>();
    for (Evaluation evaluation : all(run, run.topics().evaluations())) {
      Double precision = evaluation.metrics().get("average_precision");
      if (precision != null && evaluation.group().equals(new Group(release, null))) {
        days.put(evaluation.day(), precision);
      }
    }
    return days;
  }

  private static <T> List<T> all(LocalRun run, Topic<String, T> topic) {
    List<T> all = new ArrayList<>();
    ReleasesIT.forEach(run, topic, (_, value) -> all.add(value));
    return all;
  }

  /// Waits until the dashboards are told how well a release does.
  static void awaitGauge(LocalRun run, int release) {
    String gauge = "millrace_live_average_precision\\{.*release=\"%d\".*".formatted(release);
    Await.until(
        PATIENCE,
        () -> Scrape.of(run.metricsPort()).lines().stream().anyMatch(line -> line.matches(gauge)),
        () -> "no series " + gauge);
  }
}
