package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.TopicCreation;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.Test;

/// Whether it makes a difference how the stages are laid out.
class LayoutsIT {
  private static final int EVENTS = 3_000;

  @Test
  void decideTheSameEventsAlike() throws Exception {
    Path data = RunFolder.empty(getClass());

    Map<String, Object> separate = decisions(Layout.separate, data.resolve("separate"));
    Map<String, Object> composed = decisions(Layout.composed, data.resolve("composed"));

    assertThat(separate).hasSize(EVENTS);
    assertThat(composed).isEqualTo(separate);
  }

  /// What is decided about each event, by its id. The topics have one partition, so that both
  /// layouts find the events of each entity in one order.
  private static Map<String, Object> decisions(Layout layout, Path data) throws Exception {
    PipelineDefinition pipeline = new PipelineReader().read(Repository.pipeline("card-fraud"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0)) {
      TopicCreation.create(
          TopicCreation.topicsOf(pipeline),
          Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
          1);
      try (LocalRun run = LocalRun.on(broker.bootstrap(), data, layout.names())) {
        run.decideEachOnce(Transactions.of(pipeline, 0, EVENTS).iterator());
        return decisions(run);
      }
    }
  }

  private static Map<String, Object> decisions(LocalRun run) {
    Topic<String, Decision> topic = run.topics().decisions();
    Map<String, Object> decisions = new TreeMap<>();
    try (TopicLog log = TopicLog.open(run.bootstrap(), topic)) {
      log.readToEnd();
      log.records()
          .forEach(record -> {
            Decision decision =
                topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
            decisions.put(decision.eventId(), said(decision));
          });
    }
    return decisions;
  }

  /// All of a decision but the positions that it came from.
  private static Object said(Decision decision) {
    return Map.of(
        "outcome", decision.outcome(),
        "reasons", decision.reasons(),
        "scores", decision.scores(),
        "release", decision.release(),
        "model", String.valueOf(decision.model()),
        "degraded", decision.degraded(),
        "time", decision.eventTime(),
        "entities", decision.entities());
  }
}
