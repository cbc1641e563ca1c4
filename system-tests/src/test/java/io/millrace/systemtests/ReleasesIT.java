package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Releases of a running pipeline, as its users change them.
class ReleasesIT {
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");

  @ParameterizedTest
  @EnumSource
  void everyEventIsJudgedByTheReleaseAtItsPlaceInTheLog(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineCopy strict = PipelineCopy.of(CARD_FRAUD, data.resolve("strict"));
    strict.edit("score >= 0.90", "score >= 0.01");
    try (LocalRun run = LocalRun.withBroker(data.resolve("run"), layout)) {
      decide(run, 0);
      release(run, "publish", strict.toString());
      release(run, "assign", "1", "--pipeline", strict.toString());
      decide(run, 1);
      release(run, "publish", CARD_FRAUD.toString());
      release(
          run, "assign", "1", "--canary", "2", "--percent", "30", "--pipeline", "" + CARD_FRAUD);
      decide(run, 2);
      tellsLatencyOfBoth(run);
      release(run, "rollback", "--pipeline", CARD_FRAUD.toString());
      decide(run, 3);

      Map<String, Integer> inCharge = assignmentInCharge(run);
      Map<Integer, Integer> judgedBy = new HashMap<>();
      forEach(
          run,
          run.topics().predictions(),
          (eventId, prediction) -> {
            int assignment = Objects.requireNonNull(inCharge.get(eventId));
            int release = prediction.judged().release();
            judgedBy.merge(release, 1, Integer::sum);
            assertThat(release)
                .isIn(assignment == 2 ? List.of(1, 2) : List.of(assignment == 0 ? 0 : 1));
            assertThat(prediction.shadow() != null).isEqualTo(assignment == 2);
            if (prediction.shadow() != null) {
              assertThat(prediction.shadow().release()).isEqualTo(3 - release);
              assertThat(prediction.shadow().outputs()).isEqualTo(prediction.judged().outputs());
            }
          });
      assertThat(judgedBy).containsOnlyKeys(0, 1, 2);
      forEach(
          run,
          run.topics().decisions(),
          (eventId, decision) -> {
            boolean isStrict = decision.release() == 1;
            double score = score(decision);
            assertThat(decision.outcome().equals("DECLINE"))
                .as(eventId)
                .isEqualTo(score >= (isStrict ? 0.01 : 0.90));
          });
    }
  }

  private static void tellsLatencyOfBoth(LocalRun run) throws Exception {
    CommandProcess compared =
        run(run, "compare", "1", "2", "--pipeline", CARD_FRAUD.toString(), "--json");

    assertThat(compared.exitCode()).as(compared.text()).isZero();
    assertThat(compared.text())
        .contains("\"events\":300")
        .containsPattern(
            "\"release\":1,.*\"inference_us_p50\":\\d+,\"inference_us_p99\":\\d+"
                + ".*\"release\":2,.*\"inference_us_p50\":\\d+,\"inference_us_p99\":\\d+");
  }

  private static double score(Decision decision) {
    return decision.scores().get("score") instanceof FeatureValue.Scalar(double value)
        ? value
        : Double.NaN;
  }

  /// Has 300 transactions decided, each once.
  static void decide(LocalRun run, int round) {
    run.decideEachOnce(Transactions.of(run.definition(), round * 300, 300).iterator());
  }

  /// The number of the assignment in force where each event stands, by event id.
  private static Map<String, Integer> assignmentInCharge(LocalRun run) {
    Map<Integer, Integer> inCharge = new HashMap<>();
    Map<String, Integer> byEvent = new HashMap<>();
    Topic<String, StreamRecord> events = run.topics().events();
    try (TopicLog log = TopicLog.open(run.bootstrap(), events)) {
      log.readToEnd();
      for (ConsumerRecord<byte[], byte[]> record : log.records()) {
        switch (events.valueSerde().deserializer().deserialize(events.name(), record.value())) {
          case Assignment assignment -> inCharge.put(record.partition(), assignment.number());
          case Event event -> byEvent.put(event.id(), inCharge.getOrDefault(record.partition(), 0));
          case Outcome _ -> {}
        }
      }
    }
    assertThat(inCharge).hasSize(4).containsValue(3);
    return byEvent;
  }

  static <T> void forEach(LocalRun run, Topic<String, T> topic, BiConsumer<String, T> to) {
    try (TopicLog log = TopicLog.open(run.bootstrap(), topic)) {
      log.readToEnd();
      assertThat(log.records()).isNotEmpty();
      log.records()
          .forEach(record ->
              to.accept(
                  TopicLog.key(record),
                  topic.valueSerde().deserializer().deserialize(topic.name(), record.value())));
    }
  }

  /// Runs `millrace release` with these arguments; it must succeed.
  static void release(LocalRun run, String... arguments) throws Exception {
    CommandProcess command = run(run, arguments);
    assertThat(command.exitCode()).as(command.text()).isZero();
  }

  /// Runs `millrace release` with these arguments.
  static CommandProcess run(LocalRun run, String... arguments) throws Exception {
    return CommandProcess.run(
        Stream.of(
                Stream.of("release"),
                Stream.of(arguments),
                Stream.of("--bootstrap", run.bootstrap()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }
}
