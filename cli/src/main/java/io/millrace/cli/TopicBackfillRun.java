package io.millrace.cli;

import io.millrace.cli.history.CsvWriter;
import io.millrace.cli.history.TopicBackfill;
import io.millrace.cli.history.Workers;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Makes a table of features from what a pipeline's topics hold.
final class TopicBackfillRun {
  private static final int BATCH = 8_192;

  private final KafkaConnection kafka;
  private final EntityLog log;
  private final Topic<String, Outcome> outcomes;
  private final TopicBackfill backfill;
  private final PrintWriter err;

  /// @param log what the features were computed of
  /// @param features which, in the order of the columns
  TopicBackfillRun(
      KafkaConnection kafka,
      EntityLog log,
      PipelineDefinition pipeline,
      List<String> features,
      PrintWriter err) {
    this.kafka = kafka;
    this.log = log;
    this.outcomes = pipeline.topics().outcomes();
    this.backfill = new TopicBackfill(pipeline, features);
    this.err = err;
  }

  void write(Path output, Workers workers) {
    kafka.requireTopics(Stream.concat(log.names().stream(), Stream.of(outcomes.name())).toList());
    try (CsvWriter csv = CsvWriter.create(output, backfill.header(), workers)) {
      TopicScan scan = new TopicScan(kafka, err);
      log.replay(scan, backfill.log());
      scan.read(outcomes, "label", (at, time, key, outcome) -> backfill.label(outcome));
      writeRows(csv);
    }
    tell(
        backfill.unknown(),
        "that look back on what %s has lost".formatted(String.join(" or ", log.names())));
    tell(backfill.incomplete(), "that are not there for each of their entities yet");
  }

  private void writeRows(CsvWriter csv) {
    Iterator<List<String>> rows = backfill.rows().iterator();
    long all = backfill.count();
    long written = 0;
    try (ProgressBar bar = ProgressBar.start(err, "backfill", "events")) {
      while (rows.hasNext()) {
        List<List<String>> batch = new ArrayList<>(BATCH);
        while (rows.hasNext() && batch.size() < BATCH) {
          batch.add(rows.next());
        }
        csv.write(batch);
        written += batch.size();
        bar.update(written, all);
      }
    }
  }

  private void tell(long events, String which) {
    if (events > 0) {
      err.println("left out: %d events %s".formatted(events, which));
    }
  }
}
