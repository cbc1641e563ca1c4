package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Redriven;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What ops do about dead letters: they look, mend what was wrong, and have it tried again.
class DeadLettersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource
  void whatFailedIsDoneOnceTheReasonIsMended(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineCopy pipeline =
        PipelineCopy.of(Repository.pipeline("card-fraud"), data.resolve("card-fraud"));
    pipeline.edit(
        "    - {topic: card-blocks}\n",
        "    - {topic: card-blocks}\n    - {webhook: {url: \"${BLOCK_URL}\"}}\n");
    try (MendableEndpoint endpoint = MendableEndpoint.broken();
        LocalRun run =
            LocalRun.of(
                pipeline,
                data.resolve("run"),
                layout,
                Map.of(
                    "BLOCK_URL",
                    endpoint.url(),
                    "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ALLOW",
                    "127.0.0.1"));
        TopicLog letters = TopicLog.open(run.bootstrap(), run.topics().deadLetters())) {
      publish(run, "not JSON", transaction("refund", -20), transaction("large", 600));
      letters.readUntil(PATIENCE, log -> log.records().size() == 3);
      ConsumerRecord<byte[], byte[]> failedAction = actionIn(letters);
      showsWhatFailed(run, pipeline, failedAction);

      PipelineCopy wider = PipelineCopy.of(pipeline.folder(), data.resolve("wider"));
      Path schema = wider.file("event.schema.json");
      Files.writeString(
          schema, Files.readString(schema).replace("\"minimum\": 0", "\"minimum\": -100"));
      wider.edit("event.amount >= 0.0", "event.amount >= -100.0");
      ReleasesIT.release(run, "publish", wider.toString());
      ReleasesIT.release(run, "assign", "1", "--pipeline", pipeline.toString());
      endpoint.mend();
      redrivesEachOnce(run, pipeline);

      awaitDecisionOf(run, "refund");
      awaitPerformed(run.topics(), run.bootstrap());
      assertThat(explain(run, pipeline, TopicLog.key(actionIn(letters)).split(":", 2)[0]))
          .contains("PERFORMED after 1 attempt: HTTP 204")
          .doesNotContain("FAILED");
      letters.readUntil(PATIENCE, log -> log.records().size() == 7);
      assertThat(letters.records())
          .filteredOn(letter -> TopicLog.header(letter, Redriven.FROM).startsWith("card-fraud."))
          .singleElement()
          .satisfies(letter -> assertThat(DeadLetterLog.reason(letter)).contains("JSON"));
      assertThat(endpoint.calls()).hasSize(2).containsOnly(endpoint.calls().getFirst());
    }
  }

  private static void showsWhatFailed(
      LocalRun run, PipelineCopy pipeline, ConsumerRecord<byte[], byte[]> action) throws Exception {
    String position = "%d@%d".formatted(action.partition(), action.offset());

    assertThat(deadLetters(run, pipeline, 0, "list"))
        .contains("3 of 3 dead letters; by reason:")
        .containsPattern(
            "1 +0 redriven  action-triggers +card-fraud.actions +action …:webhook-block-url failed at attempt …: HTTP 400")
        .contains("amount: -20");
    assertThat(deadLetters(run, pipeline, 0, "show", position, "--json"))
        .contains("\"stage\":\"action-triggers\"", "\"redriven_to\":null")
        .contains("{\"name\":\"ce_type\",\"value\":\"io.millrace.action\"}");
    assertThat(deadLetters(run, pipeline, 1, "show", "0@999999"))
        .contains("there is no dead letter at card-fraud.dead-letters-0@999999");
  }

  private static void redrivesEachOnce(LocalRun run, PipelineCopy pipeline) throws Exception {
    assertThat(deadLetters(run, pipeline, 0, "redrive", "--all", "--dry-run"))
        .contains("3 would be redriven, 0 could not be");
    assertThat(deadLetters(run, pipeline, 0, "redrive", "--all"))
        .contains("3 redriven, 0 could not be");
    assertThat(deadLetters(run, pipeline, 0, "redrive", "--stage", "action-triggers"))
        .contains("0 redriven, 0 could not be; 1 were before");
    assertThat(deadLetters(run, pipeline, 0, "list", "--source", "actions"))
        .contains(" [redriven to card-fraud.actions-");
  }

  private static String explain(LocalRun run, PipelineCopy pipeline, String eventId)
      throws Exception {
    return CommandProcess.run(
            "explain", eventId, "--pipeline", pipeline.toString(), "--bootstrap", run.bootstrap())
        .text();
  }

  private static ConsumerRecord<byte[], byte[]> actionIn(TopicLog letters) {
    return letters.records().stream()
        .filter(letter -> DeadLetterLog.stage(letter).equals("action-triggers"))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitDecisionOf(LocalRun run, String eventId) {
    try (TopicLog decisions = TopicLog.open(run.bootstrap(), run.topics().decisions())) {
      decisions.readUntil(PATIENCE, log -> log.keys().contains(eventId));
    }
  }

  private static void awaitPerformed(PipelineTopics topics, String bootstrap) {
    try (TopicLog results = TopicLog.open(bootstrap, topics.actionResults())) {
      results.readUntil(
          PATIENCE,
          log ->
              log.valuesBy(TopicLog::key).values().stream()
                  .anyMatch(values ->
                      values.size() == 2
                          && values.getFirst().contains("FAILED")
                          && values.getLast().contains("PERFORMED")));
    }
  }

  private static void publish(LocalRun run, String... values) throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(run.bootstrap(), Map.of()).producer()) {
      for (String value : values) {
        producer
            .send(
                new ProducerRecord<>(
                    run.topics().raw().name(), "1".getBytes(UTF_8), value.getBytes(UTF_8)))
            .get();
      }
    }
  }

  private static String transaction(String id, int amount) {
    return """
    {"tx_id":"%s","event_time":"2018-06-01T10:00:00Z","customer_id":"1","terminal_id":"2","amount":%d}\
    """
        .formatted(id, amount);
  }

  /// Runs `millrace dead-letters` with these arguments; it must end with this exit code.
  private static String deadLetters(
      LocalRun run, PipelineCopy pipeline, int exitCode, String... arguments) throws Exception {
    CommandProcess command =
        CommandProcess.run(
            Stream.of(
                    List.of("dead-letters"),
                    List.of(arguments),
                    List.of("--pipeline", pipeline.toString(), "--bootstrap", run.bootstrap()))
                .flatMap(List::stream)
                .toArray(String[]::new));
    assertThat(command.exitCode()).as(command.text()).isEqualTo(exitCode);
    return command.text();
  }
}
