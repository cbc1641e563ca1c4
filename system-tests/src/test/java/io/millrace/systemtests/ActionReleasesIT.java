package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Actions that a release brings to a running pipeline.
class ActionReleasesIT {
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String TOKEN = "t0ken-of-the-test";

  private static final String WEBHOOK =
      """
        APPROVE:
          - webhook:
              url: "${HOOK_URL}/approved"
              headers: {Authorization: "Bearer ${HOOK_TOKEN}"}
              body: {id: event.tx_id, outcome: outcome, release: release, amounts: [event.amount]}
            name: tell
          - {topic: approvals, body: [event.tx_id, score, "score > 0.5", reasons]}
        DECLINE:
      """;

  @SuppressWarnings("NullAway.Init") // JUnit calls start before any test
  private static Path data;

  @SuppressWarnings("NullAway.Init")
  private static WebhookServer server;

  @SuppressWarnings("NullAway.Init")
  private static LocalRun run;

  @BeforeAll
  static void start() throws Exception {
    data = RunFolder.empty(ActionReleasesIT.class);
    server = WebhookServer.start();
    run = LocalRun.configured(data.resolve("run"), Layout.separate, environment());
  }

  @AfterAll
  static void stop() {
    run.close();
    server.close();
  }

  private static Map<String, String> environment() throws Exception {
    Path token = data.resolve("token");
    Files.writeString(token, TOKEN + "\n");
    return Map.of(
        "HOOK_URL",
        server.url(),
        "HOOK_TOKEN_FILE",
        token.toString(),
        "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ALLOW",
        "127.0.0.1");
  }

  @Test
  void webhookAndTopicOfALaterReleaseWorkWithoutARestart() throws Exception {
    PipelineCopy telling = copy("telling");
    telling.edit("  DECLINE:\n", WEBHOOK);
    ReleasesIT.decide(run, 0);

    CommandProcess tooEarly = ReleasesIT.run(run, "publish", telling.toString());
    CommandProcess created =
        CommandProcess.run(
            "topics", "--create", "--pipeline", telling.toString(), "--bootstrap", run.bootstrap());
    ReleasesIT.release(run, "assign", "1", "--pipeline", telling.toString());
    ReleasesIT.decide(run, 1);

    assertThat(tooEarly.text())
        .contains("topics are missing: [card-fraud.approvals]. Create them with: millrace topics");
    assertThat(created.text()).contains("created card-fraud.approvals");
    requireTold(approvedBy(1));
    requireNoSecretOnTopics();
  }

  @Test
  void releaseWhoseSecretIsMissingIsRefusedByName() throws Exception {
    PipelineCopy silent = copy("silent");
    silent.edit(
        "- {topic: review-queue}",
        "- {webhook: {url: \"${HOOK_URL}\", headers: {x-key: \"${REVIEW_KEY}\"}}}");

    CommandProcess published = ReleasesIT.run(run, "publish", silent.toString());

    assertThat(published.exitCode()).isEqualTo(1);
    assertThat(published.text())
        .contains(" is refused by action-triggers ")
        .contains(
            "REVIEW_KEY is not set, but header 'x-key' of the webhook '${HOOK_URL}' needs it: set"
                + " it, or REVIEW_KEY_FILE with the path of a file, in the environment of"
                + " action-triggers");
  }

  private static PipelineCopy copy(String name) throws Exception {
    return PipelineCopy.of(CARD_FRAUD, data.resolve(name));
  }

  /// The events that a release has approved.
  private static Set<String> approvedBy(int release) {
    Topic<String, Decision> decisions = run.topics().decisions();
    try (TopicLog log = TopicLog.open(run.bootstrap(), decisions)) {
      log.readToEnd();
      Set<String> approved =
          log.records().stream()
              .map(record -> decisions.valueSerde().deserializer().deserialize("", record.value()))
              .filter(decision -> decision.release() == release)
              .filter(decision -> decision.outcome().equals("APPROVE"))
              .map(Decision::eventId)
              .collect(Collectors.toSet());
      assertThat(approved).hasSizeGreaterThan(200);
      return approved;
    }
  }

  private static void requireTold(Set<String> approved) {
    Await.until(
        SOON,
        () -> server.received().size() >= approved.size(),
        () -> "%d of %d calls came".formatted(server.received().size(), approved.size()));
    assertThat(server.received())
        .allSatisfy(call -> {
          assertThat(call.path()).isEqualTo("/approved");
          assertThat(call.authorization()).isEqualTo("Bearer " + TOKEN);
          assertThat(call.body())
              .matches(
                  "\\{\"id\":\"[^\"]+\",\"outcome\":\"APPROVE\",\"release\":1,\"amounts\":\\[[0-9.E]+]}");
        })
        .extracting(WebhookServer.Call::key)
        .containsExactlyInAnyOrderElementsOf(
            approved.stream().map(eventId -> eventId + ":tell").toList());
    try (TopicLog log = TopicLog.open(run.bootstrap(), run.topics().actionTopic("approvals"))) {
      log.readUntil(SOON, told -> told.keys().size() >= approved.size());
      assertThat(log.keys()).isEqualTo(approved);
      assertThat(log.records())
          .extracting(record -> TopicLog.text(record.value()))
          .allMatch(body -> body.matches("\\[\"[^\"]+\",[0-9.E-]+,(true|false),\\[]]"));
    }
  }

  private static void requireNoSecretOnTopics() {
    for (Topic<?, ?> topic : List.of(run.topics().actions(), run.topics().actionResults())) {
      try (TopicLog log = TopicLog.open(run.bootstrap(), topic)) {
        log.readToEnd();
        assertThat(log.records())
            .extracting(TopicLog::keyAndValue)
            .isNotEmpty()
            .noneMatch(text -> text.contains(TOKEN));
      }
    }
  }
}
