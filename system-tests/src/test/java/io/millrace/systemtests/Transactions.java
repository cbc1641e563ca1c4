package io.millrace.systemtests;

import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.history.Happening;
import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.Pace;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/// Simulated card transactions for tests: a world so small that its cards and terminals come again,
/// and that outcomes come back while its transactions are still coming in.
final class Transactions {
  static final CardWorld WORLD = new CardWorld(300, 1_000, LocalDate.of(2018, 4, 1), 7);

  private Transactions() {}

  /// The transactions with the numbers `from` and following; always the same ones.
  static List<PastEvent> of(PipelineDefinition pipeline, int from, int count) {
    CardSimulator simulator = new CardSimulator(WORLD);
    return History.simulated(
            StreamSupport.stream(Spliterators.spliteratorUnknownSize(simulator, 0), false)
                .skip(from)
                .limit(count),
            pipeline)
        .toList();
  }

  /// Publishes transactions, and the outcomes that become known meanwhile, as fast as it goes.
  static void publish(
      String bootstrap, PipelineDefinition pipeline, Iterable<PastEvent> transactions) {
    publish(bootstrap, pipeline, transactions.iterator(), new DecisionTally());
  }

  /// The same, counting them in a tally.
  static void publish(
      String bootstrap,
      PipelineDefinition pipeline,
      Iterator<PastEvent> transactions,
      DecisionTally tally) {
    Iterator<Happening> history = new Timeline(transactions, Timeline.End.AT_LAST_EVENT);
    try (HistoryPublisher publisher =
        new HistoryPublisher(
            new KafkaConnection(bootstrap, Map.of()).producer(), pipeline, tally::published)) {
      publisher.publishAll(history, new Pace(0), _ -> {});
    }
  }
}
