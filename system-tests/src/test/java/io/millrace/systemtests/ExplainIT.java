package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Why an event of a running pipeline was decided as it was.
class ExplainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern DECISION = Pattern.compile("card-fraud\\.decisions-\\d@\\d+");
  private static final String DEAR =
      """
      {"tx_id":"dear","event_time":"2018-06-01T10:00:00Z","customer_id":"42","terminal_id":"7","amount":740.5}\
      """;
  private static final String NEGATIVE =
      """
      {"tx_id":"negative","event_time":"2018-06-01T10:00:00Z","customer_id":"42","terminal_id":"7","amount":-3}\
      """;

  @SuppressWarnings("NullAway.Init")
  private Path data;

  @SuppressWarnings("NullAway.Init")
  private PipelineCopy pipeline;

  /// Card-fraud, with an action of each kind for what is dear, and with reasons of scores.
  @BeforeEach
  void copyPipeline() throws Exception {
    data = RunFolder.empty(getClass());
    pipeline = PipelineCopy.of(Repository.pipeline("card-fraud"), data.resolve("pipeline"));
    pipeline.edit("  score: score\n", "  score: score\n  reasons: {above: 0.0, most: 2}\n");
    pipeline.edit(
        "actions:\n",
        """
        actions:
          DEAR:
            - {topic: card-blocks}
            - {webhook: {url: "https://127.0.0.1:9/"}, name: call}
            - {log}
        """);
    pipeline.edit(
        "policy:\n",
        """
        policy:
          - {when: "event.amount > 700 && degraded", decide: REVIEW, reason: DEAR_UNSURE}
          - {when: "event.amount > 750 && !degraded", decide: REVIEW, reason: VERY_DEAR}
          - {when: "event.amount > 700", decide: DEAR, reason: DEAR}
        """);
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void tellsTheStoryOfAnEvent(Layout layout) throws Exception {
    try (LocalRun run = LocalRun.of(pipeline, data.resolve("run"), layout)) {
      publish(run, DEAR);
      publish(run, NEGATIVE);
      awaitResults(run);

      CommandProcess byId = explain(run, "dear");
      assertThat(byId.exitCode()).isZero();
      assertThat(byId.text())
          .containsPattern("outcome +DEAR, by rule 3\\R +reason +DEAR")
          .contains(DEAR)
          .containsPattern("card_tx_count_7d +1 +count over 7d, of card 42")
          .containsPattern("moved by +[+-]?\\d")
          .containsPattern("1 +nearly +REVIEW +DEAR_UNSURE +event.amount > 700 && degraded")
          .containsPattern("yes +event.amount > 700: event.amount is 740.5")
          .containsPattern("2 +nearly +REVIEW +VERY_DEAR +event.amount > 750 && !degraded")
          .containsPattern("3 +decides +DEAR +DEAR +event.amount > 700: event.amount is 740.5")
          .containsPattern("4 +not asked +DECLINE +HIGH_RISK")
          .containsPattern("topic-card-blocks .*PERFORMED after 1 attempt: written to card-blocks")
          .containsPattern("call +to https://127.0.0.1:9/ +FAILED after 1 attempt")
          .containsPattern("log +to the log +PERFORMED after 1 attempt: logged")
          .containsPattern("raw +card-fraud.raw-\\d@\\d+ +arrived 20")
          .containsPattern("prediction +card-fraud.predictions-\\d@\\d+");

      Matcher position = DECISION.matcher(byId.text());
      assertThat(position.find()).isTrue();
      assertThat(explain(run, position.group()).text()).isEqualTo(byId.text());
      assertThat(explain(run, "dear", "--json").text())
          .contains("{\"event_id\":\"dear\",\"event\":" + DEAR)
          .contains("\"outcome\":\"DEAR\",\"rule\":3,");
      saysWhatThereIsOfAnEventWithoutADecision(run);
    }
  }

  private void saysWhatThereIsOfAnEventWithoutADecision(LocalRun run) throws Exception {
    CommandProcess unknown = explain(run, "unknown");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.text())
        .containsPattern(
            "(?m)^millrace: event 'unknown' has no decision in card-fraud.decisions: ");

    CommandProcess refused = explain(run, "negative");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.text()).contains(" gave up, names it: amount: -3 is below the minimum 0");
  }

  private static void publish(LocalRun run, String event) throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(run.bootstrap(), Map.of()).producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  run.topics().raw().name(), "42".getBytes(UTF_8), event.getBytes(UTF_8)))
          .get();
    }
  }

  private static void awaitResults(LocalRun run) {
    try (TopicLog results = TopicLog.open(run.bootstrap(), run.topics().actionResults())) {
      results.readUntil(
          PATIENCE,
          log -> log.keys().containsAll(Set.of("dear:topic-card-blocks", "dear:call", "dear:log")));
    }
    try (TopicLog refused = TopicLog.open(run.bootstrap(), run.topics().deadLetters())) {
      refused.readUntil(PATIENCE, log -> log.records().size() >= 2);
    }
  }

  private CommandProcess explain(LocalRun run, String wanted, String... options) throws Exception {
    return CommandProcess.run(
        Stream.concat(
                Stream.of(
                    "explain",
                    wanted,
                    "--pipeline",
                    pipeline.toString(),
                    "--bootstrap",
                    run.bootstrap()),
                Stream.of(options))
            .toArray(String[]::new));
  }
}
