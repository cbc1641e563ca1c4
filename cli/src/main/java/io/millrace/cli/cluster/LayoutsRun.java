package io.millrace.cli.cluster;

import io.millrace.cli.history.MergedHistory;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.Decision;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Has both layouts decide one recorded log of `events`, one after the other. The log crosses
/// changes of the release.
///
/// Its topics have one partition. With more, a terminal's records would come to `events-a` in
/// another order than to `enriched`, since they come from the partitions of all of its cards; and
/// another order may be another answer.
public final class LayoutsRun implements AutoCloseable {
  private static final int SWAPS = 10;

  /// The log holds what ingestion writes, and an action is no decision.
  private static final Set<String> NOT_RUN = Set.of("ingestion-service", "action-triggers");

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration WITHOUT_DECISION = Duration.ofMinutes(1);

  /// A second decision of an event would come soon after the last first one.
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final Path folder;
  private final Path data;
  private final RecordedLog log;

  private LayoutsRun(Path folder, Path data, RecordedLog log) {
    this.folder = folder;
    this.data = data;
    this.log = log;
  }

  /// Records simulated events.
  ///
  /// @param folder of the card-fraud pipeline
  public static LayoutsRun simulated(Path folder, Path data, CardWorld world, int events)
      throws InvalidPipeline {
    return over(Recording.Content.simulated(world, events, SWAPS), folder, data);
  }

  /// Records the first events of tables, with those of their outcomes that become known meanwhile.
  ///
  /// @param folder of the card-fraud pipeline
  static LayoutsRun ofTables(Path folder, Path data, List<Path> tables, int events)
      throws InvalidPipeline {
    Recording.Source source = pipeline -> MergedHistory.open(tables, pipeline);
    return over(new Recording.Content(source, 1, events, SWAPS, 1), folder, data);
  }

  private static LayoutsRun over(Recording.Content content, Path folder, Path data)
      throws InvalidPipeline {
    return new LayoutsRun(
        folder, data, RecordedLog.before("event-router", folder, data, content.inOnePartition()));
  }

  /// Decides all of it in each layout.
  public DecisionComparison.Report compare() throws InvalidPipeline {
    PipelineTopics topics = log.pipeline().topics();
    DecisionComparison comparison = new DecisionComparison(topics.decisions());
    for (Layout layout : Layout.values()) {
      decide(layout, comparison);
    }
    return comparison.report(log.events());
  }

  /// From `events` on: a layout whose first service is the one that reads `raw` begins at its end.
  private void decide(Layout layout, DecisionComparison comparison) throws InvalidPipeline {
    PipelineTopics topics = log.pipeline().topics();
    List<String> services =
        layout.names().stream().filter(name -> !NOT_RUN.contains(name)).toList();
    log.beginAtEnd(
        log.pipeline().name() + '.' + services.getFirst(),
        List.of(topics.raw(), topics.feedback()));
    KafkaConnection kafka = log.kafka();
    LocalPipeline.Options options =
        new LocalPipeline.Options(folder, services, kafka.bootstrap(), 0, data, 0, Map.of());
    Topic<String, Decision> topic = topics.decisions();
    try (TopicReader<Decision> decisions =
            TopicReader.fromEnd(kafka, topic.name(), topic.valueSerde().deserializer());
        LocalPipeline _ = LocalPipeline.open(options)) {
      await(decisions, layout, comparison);
    }
  }

  /// Until every event is decided and nothing more comes, or nothing has come for too long.
  private void await(
      TopicReader<Decision> decisions, Layout layout, DecisionComparison comparison) {
    long last = System.nanoTime();
    Duration bound = WITHOUT_DECISION;
    while (System.nanoTime() - last < bound.toNanos()) {
      int came = decisions.poll(POLL, record -> comparison.add(layout, record.value()));
      if (came > 0) {
        last = System.nanoTime();
        bound = comparison.decided(layout) < log.events() ? WITHOUT_DECISION : SETTLED;
      }
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
