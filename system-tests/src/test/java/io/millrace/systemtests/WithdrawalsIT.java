package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.Topic;
import io.millrace.contracts.json.AssignmentFormat;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.release.ReleaseKey;
import io.millrace.runtime.ReleaseTopic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A release that fails in operation is taken out of charge by the service that sees it fail.
class WithdrawalsIT {
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource
  void theReleaseBeforeJudgesAgainOnceAModelFailsTooOften(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineCopy failing = PipelineCopy.of(CARD_FRAUD, data.resolve("failing"));
    failing.edit("  score: score\n", "  score: score\n  range: [0.05, 1]\n");
    failing.edit("  score: score\n", "  score: score\n  withdraw: {failures: 20, of: 100}\n");
    Files.delete(failing.file("model.json"));
    try (LocalRun run = LocalRun.withBroker(data.resolve("run"), layout)) {
      ReleasesIT.release(run, "publish", failing.toString());
      ReleasesIT.release(run, "assign", "1", "--pipeline", failing.toString());
      DecisionTally.Counts counts =
          run.decideEachSomehow(Transactions.of(run.definition(), 0, 300).iterator());
      awaitMarkersOf(run, 2);
      ReleasesIT.decide(run, 1);

      Map<Integer, Set<String>> decided = decided(run);
      assertThat(decided).containsOnlyKeys(0, 1);
      assertThat(counts.degraded()).isBetween(20L, 300L);
      assertThat(decided.get(0)).containsAll(eventsOf(run, 1));
      assertThat(markers(run).values()).hasSize(4).containsOnly(List.of(1, 2));
      CommandProcess list = ReleasesIT.run(run, "list", "--pipeline", CARD_FRAUD.toString());
      assertThat(list.text())
          .contains("assignment 2: the folder judges (withdrawal: its model failed for 20 of the")
          .contains("last 100 events, at last with: model: output score is ")
          .contains(", out of range 0.05 to 1.0)");
    }
  }

  @Test
  void completesAnAssignmentWhoseWriterDiedBeforeItStoodInTheLog() throws Exception {
    Path data = RunFolder.empty(getClass());
    try (LocalRun run = LocalRun.withBroker(data.resolve("run"))) {
      ReleasesIT.release(run, "publish", CARD_FRAUD.toString());
      Assignment assignment = new Assignment(1, 1, null, Assignment.Cause.WITHDRAWAL, "by a test");

      record(run, assignment);

      awaitMarkersOf(run, 1);
      ReleasesIT.decide(run, 0);
      assertThat(decided(run)).containsOnlyKeys(1);
      assertThat(markers(run).values()).hasSize(4).containsOnly(List.of(1));
    }
  }

  /// Writes an assignment for the record alone.
  private static void record(LocalRun run, Assignment assignment) throws Exception {
    byte[] key =
        new ReleaseKey.OfAssignment(assignment.number())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    byte[] value = JsonOutput.write(assignment, new AssignmentFormat());
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(run.bootstrap(), Map.of()).producer()) {
      producer.send(new ProducerRecord<>(run.topics().releases().name(), 0, key, value)).get();
    }
  }

  private static void awaitMarkersOf(LocalRun run, int assignment) {
    Await.until(
        PATIENCE,
        () -> markers(run).values().stream().filter(all -> all.contains(assignment)).count() == 4,
        () -> "there are the markers %s, and on record %s".formatted(markers(run), record(run)));
  }

  private static List<Assignment> record(LocalRun run) {
    Map<String, Object> client = new KafkaConnection(run.bootstrap(), Map.of()).client();
    return ReleaseTopic.read(run.topics(), client).assignments();
  }

  /// By partition of `events`, the numbers of the assignments that stand there.
  private static Map<Integer, List<Integer>> markers(LocalRun run) {
    Map<Integer, List<Integer>> markers = new TreeMap<>();
    Topic<String, StreamRecord> events = run.topics().events();
    try (TopicLog log = TopicLog.open(run.bootstrap(), events)) {
      log.readToEnd();
      for (ConsumerRecord<byte[], byte[]> record : log.records()) {
        if (events.valueSerde().deserializer().deserialize(events.name(), record.value())
            instanceof Assignment assignment) {
          markers
              .computeIfAbsent(record.partition(), _ -> new ArrayList<>())
              .add(assignment.number());
        }
      }
    }
    return markers;
  }

  /// The ids of the events by the release that judged them.
  private static Map<Integer, Set<String>> decided(LocalRun run) {
    Map<Integer, Set<String>> decided = new HashMap<>();
    ReleasesIT.forEach(
        run,
        run.topics().decisions(),
        (id, decision) ->
            decided.computeIfAbsent(decision.release(), _ -> new HashSet<>()).add(id));
    return decided;
  }

  private static Set<String> eventsOf(LocalRun run, int round) {
    Set<String> ids = new HashSet<>();
    Transactions.of(run.definition(), round * 300, 300).forEach(event -> ids.add(event.id()));
    return ids;
  }
}
