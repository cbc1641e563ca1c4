package io.millrace.cli;

import io.millrace.cli.history.CsvWriter;
import io.millrace.cli.history.TopicBackfill;
import io.millrace.cli.history.Workers;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Makes a table of features from what a pipeline's topics hold.
final class TopicBackfillRun {
  private static final int BATCH = 8_192;

  private final KafkaConnection kafka;
  private final PipelineTopics topics;
  private final TopicBackfill backfill;
  private final PrintWriter err;

  /// @param features which, in the order of the columns
  TopicBackfillRun(
      KafkaConnection kafka, PipelineDefinition pipeline, List<String> features, PrintWriter err) {
    this.kafka = kafka;
    this.topics = pipeline.topics();
    this.backfill = new TopicBackfill(pipeline, features);
    this.err = err;
  }

  void write(Path output, Workers workers) {
    kafka.requireTopics(List.of(topics.eventsA().name(), topics.outcomes().name()));
    try (CsvWriter csv = CsvWriter.create(output, backfill.header(), workers)) {
      TopicScan scan = new TopicScan(kafka, err);
      scan.replay(topics.eventsA(), backfill.log());
      scan.read(topics.outcomes(), "label", backfill::label);
      writeRows(csv);
    }
    tell(
        backfill.unknown(),
        "that look back on what %s has lost".formatted(topics.eventsA().name()));
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
