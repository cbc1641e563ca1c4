package io.millrace.cli;

import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.kafka.DecisionWait;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.Pace;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace import`: a table of events that have happened, published as if they happened now.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "import",
    description = {
      "Publish the rows of a table as raw events, and their labels as feedback.",
      "Columns are named like the fields of the schema; the label's column is named like the"
          + " feedback's label. Then wait until every event has its decision."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  millrace import transactions.csv.gz --pipeline pipelines/card-fraud --limit 200000",
    })
final class ImportCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(paramLabel = "FILE", description = "A table with a header row: .csv or .csv.gz.")
  private Path file;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Events a second (default: as many as go).")
  private double rate;

  @Option(names = "--limit", paramLabel = "N", description = "Stop after so many events.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "10000",
      description = {
        "How many events may wait for their decision (default: ${DEFAULT-VALUE}). A history that",
        "comes much faster than it is decided would reach the features out of its order."
      })
  private int inFlight;

  @Option(
      names = "--feedback-after",
      paramLabel = "DURATION",
      description = "When outcomes become known, such as 1d (default: the pipeline's own).")
  private @Nullable Duration feedbackAfter;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=FIELD",
      description = "A column with another name than its field; may be repeated.")
  private Map<String, String> renames = Map.of();

  @Option(names = "--no-wait", description = "Do not wait for the decisions.")
  private boolean noWait;

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    DecisionTally tally = new DecisionTally();
    try (History history = History.open(file, pipeline, renames, feedbackAfter)) {
      KafkaConnection kafka = kafkaOption.connection();
      kafka.requireTopics(
          List.of(pipeline.topics().raw().name(), pipeline.topics().feedback().name()));
      if (noWait) {
        publish(history, pipeline, kafka, tally, () -> {});
      } else {
        publishAndWait(history, pipeline, kafka, tally);
      }
    }
    return report(tally);
  }

  private void publishAndWait(
      History history, PipelineDefinition pipeline, KafkaConnection kafka, DecisionTally tally) {
    Topic<String, Decision> topic = pipeline.topics().decisions();
    try (TopicReader<Decision> decisions =
        TopicReader.fromEnd(kafka, topic.name(), topic.valueSerde().deserializer())) {
      DecisionWait wait = new DecisionWait(decisions, tally);
      publish(history, pipeline, kafka, tally, () -> keepUp(wait));
      await(wait, tally);
    }
  }

  private void keepUp(DecisionWait wait) {
    if (!wait.awaitBacklog(inFlight - 1, PATIENCE)) {
      throw new CommandFailure(
          "%,d events wait for their decision, and none has come for %d s: look at the services' logs and their dead letters"
              .formatted(inFlight, PATIENCE.toSeconds()));
    }
  }

  /// Partitions drift apart by as much as is in flight. So that no outcome is overtaken by an event
  /// that should see it, each is sent ahead of that; it counts from when it became known all the
  /// same.
  ///
  /// @param keepUp done before each event
  private void publish(
      History history,
      PipelineDefinition pipeline,
      KafkaConnection kafka,
      DecisionTally tally,
      Runnable keepUp) {
    Iterator<PastEvent> events =
        StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(history, Spliterator.ORDERED), false)
            .limit(limit)
            .iterator();
    Timeline timeline = new Timeline(events, Timeline.End.WITH_ALL_OUTCOMES, 2 * inFlight);
    try (ProgressBar bar = ProgressBar.start(spec.commandLine().getErr(), "import", "events");
        HistoryPublisher publisher =
            new HistoryPublisher(kafka.producer(), pipeline, tally::published)) {
      publisher.publishAll(
          timeline,
          new Pace(rate),
          done -> {
            bar.update(done, Math.min(limit, history.estimatedEvents()));
            keepUp.run();
          });
    }
  }

  private void await(DecisionWait wait, DecisionTally tally) {
    long events = tally.counts().events();
    try (ProgressBar bar = ProgressBar.start(spec.commandLine().getErr(), "decide", "events")) {
      wait.await(PATIENCE, done -> bar.update(done, events));
    }
  }

  private int report(DecisionTally tally) {
    PrintWriter out = spec.commandLine().getOut();
    DecisionTally.Counts counts = tally.counts();
    TallyReport report = new TallyReport(counts, !noWait);
    out.println(json ? report.json() : report.text());
    if (noWait || counts.exactlyOnce()) {
      return ExitCode.OK;
    }
    throw new CommandFailure(report.failure());
  }
}
