package io.millrace.cli;

import io.millrace.cli.history.Backfill;
import io.millrace.cli.history.CsvWriter;
import io.millrace.cli.history.FeatureColumns;
import io.millrace.cli.history.Happening;
import io.millrace.cli.history.History;
import io.millrace.cli.history.MergedHistory;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.history.Workers;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `millrace backfill`: the features of a history, by the live engine, as a table.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "backfill",
    description = {
      "Compute the features of events that have happened, by the engine that computes them live.",
      "The table: event_id, event_time, the features, label, one column for each entity; in the"
          + " order of event time.",
      "Of a table, features are what the live stages would have computed. Of the topic events-a,"
          + " or in the composed layout of events and enriched, they are those that were computed of"
          + " that log, to the bit. An event has one row there, with the last label that the topic"
          + " outcomes has for it. Events are left out that look back on what the log has lost; those"
          + " that no route sends to processor-a are not in it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace backfill --pipeline pipelines/card-fraud --input transactions.csv.gz"
          + " --output features.csv.gz",
      "  millrace backfill --pipeline pipelines/card-fraud --input events-a"
          + " --bootstrap localhost:9092 --output features.csv.gz",
      "  millrace backfill --pipeline pipelines/card-fraud --input events,enriched"
          + " --output features.csv.gz"
    })
final class BackfillCommand implements Callable<Integer> {

  /// Enough to keep all cores at work, few enough to lie in their caches.
  private static final int BATCH = 8_192;

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Option(
      names = "--input",
      paramLabel = "FILE|TOPIC",
      required = true,
      split = ",",
      description = {
        "Tables of events, each in the order of time: .csv or .csv.gz.",
        "Or the topics that features were computed of, with the pipeline's prefix or without:"
            + " events-a; in the composed layout events,enriched."
      })
  private List<String> inputs;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The table to write: .csv or .csv.gz.")
  private Path output;

  @Option(
      names = "--features",
      paramLabel = "NAME",
      split = ",",
      description = "Which features, in this order (default: the model's; without one, all).")
  private @Nullable List<String> features;

  @Option(
      names = "--feedback-after",
      paramLabel = "DURATION",
      description =
          "When a table's outcomes become known, such as 7d (default: the pipeline's own).")
  private @Nullable Duration feedbackAfter;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=FIELD",
      description = "A table's column with another name than its field; may be repeated.")
  private Map<String, String> renames = Map.of();

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    List<String> columns = Optional.ofNullable(features).orElse(FeatureColumns.ofModel(pipeline));
    try (Workers workers = new Workers()) {
      if (inputs.stream().allMatch(BackfillCommand::isTable)) {
        ofTables(pipeline, columns, workers);
      } else {
        KafkaConnection kafka = kafkaOption.connection();
        EntityLog log = requireLog(pipeline, kafka);
        new TopicBackfillRun(kafka, log, pipeline, columns, spec.commandLine().getErr())
            .write(output, workers);
      }
      return ExitCode.OK;
    }
  }

  private static boolean isTable(String input) {
    return input.endsWith(".csv") || input.endsWith(".csv.gz");
  }

  /// Requires that the inputs are all topics of a layout's log, and nothing else.
  private EntityLog requireLog(PipelineDefinition pipeline, KafkaConnection kafka) {
    if (feedbackAfter != null || !renames.isEmpty()) {
      throw wrong("--feedback-after and --map are for tables: leave them out for topics");
    }
    return EntityLog.on(inputs, pipeline, kafka)
        .orElseThrow(() ->
            wrong(
                "--input %s: name tables (.csv, .csv.gz), or the topics that features are computed of: events-a, or in the composed layout events,enriched"
                    .formatted(String.join(",", inputs))));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void ofTables(PipelineDefinition pipeline, List<String> columns, Workers workers) {
    List<History> histories = new ArrayList<>();
    try {
      Backfill backfill = new Backfill(pipeline, columns, workers);
      for (String input : inputs) {
        histories.add(History.open(Path.of(input), pipeline, renames, feedbackAfter));
      }
      long leftOut = run(backfill, new MergedHistory(histories), workers);
      if (leftOut > 0) {
        spec.commandLine()
            .getErr()
            .println("left out: %d events that the pipeline refuses".formatted(leftOut));
      }
    } finally {
      histories.forEach(History::close);
    }
  }

  /// Writes the table; returns how many events are not in it.
  private long run(Backfill backfill, MergedHistory events, Workers workers) {
    Iterator<Happening> timeline = new Timeline(events, Timeline.End.AT_LAST_EVENT);
    long taken = 0;
    long written = 0;
    try (CsvWriter csv = CsvWriter.create(output, backfill.header(), workers);
        ProgressBar bar = ProgressBar.start(spec.commandLine().getErr(), "backfill", "events")) {
      List<Happening> batch = next(timeline);
      while (!batch.isEmpty()) {
        CompletableFuture<List<Happening>> following =
            CompletableFuture.supplyAsync(() -> next(timeline));
        List<List<String>> rows = backfill.rows(batch);
        csv.write(rows);
        taken += batch.stream().filter(PastEvent.class::isInstance).count();
        written += rows.size();
        bar.update(taken, events.estimatedEvents());
        batch = await(following);
      }
    }
    return taken - written;
  }

  /// What happens next; nothing at the end.
  private static List<Happening> next(Iterator<Happening> timeline) {
    List<Happening> batch = new ArrayList<>(BATCH);
    while (batch.size() < BATCH && timeline.hasNext()) {
      batch.add(timeline.next());
    }
    return batch;
  }

  private static List<Happening> await(CompletableFuture<List<Happening>> following) {
    try {
      return following.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
