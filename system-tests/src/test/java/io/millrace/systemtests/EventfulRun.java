package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A run of the card-fraud pipeline in which what metrics tell of does happen: a release in charge
/// and one in shadow, webhooks that take, refuse and do not answer, rules that fail or are in
/// shadow, events held back, items on lists, and dead letters.
final class EventfulRun implements AutoCloseable {
  private static final int BEFORE_ASSIGNMENT = 100;

  /// Enough for a release to tell how far its scores have drifted.
  private static final int AFTER_ASSIGNMENT = 4_000;

  private static final String RULES =
      """
      policy:
        - {when: "event.amount > 20.0", decide: REVIEW, reason: TRIED, shadow: true}
        - {when: "1 / int(event.amount / 50.0) > 5", decide: REVIEW, reason: FAILS_BELOW_50}
        - {when: "event.amount > 80.0", decide: REVIEW, reason: MUCH}
      """;

  private static final String ACTIONS =
      """
      actions:
        APPROVE:
          - {webhook: {url: "${TAKING_URL}"}}
      """;

  private static final String REVIEWS =
      """
          - {topic: review-queue}
          - {webhook: {url: "${REFUSING_URL}"}}
          - {webhook: {url: "${SILENT_URL}"}}
          - {add_to_list: {list: reviewed, item: event.customer_id, for: 1h}}
      """;

  private final PipelineCopy pipeline;
  private final WebhookServer taking;
  private final MendableEndpoint refusing;
  private final LocalRun run;

  private EventfulRun(
      PipelineCopy pipeline, WebhookServer taking, MendableEndpoint refusing, LocalRun run) {
    this.pipeline = pipeline;
    this.taking = taking;
    this.refusing = refusing;
    this.run = run;
  }

  static EventfulRun start(Path data, Layout layout) throws Exception {
    PipelineCopy pipeline =
        PipelineCopy.of(Repository.pipeline("card-fraud"), data.resolve("card-fraud"));
    pipeline.edit("policy:\n", RULES);
    pipeline.edit("actions:\n", ACTIONS);
    pipeline.edit("    - {topic: review-queue}\n", REVIEWS);
    pipeline.edit("learning:\n", "learning:\n  blinding: [REVIEW]\n  hold_back: 0.1\n");
    pipeline.edit("  maturity: 7d ", "  maturity: 0s ");
    WebhookServer taking = WebhookServer.start();
    MendableEndpoint refusing = MendableEndpoint.broken();
    return new EventfulRun(
        pipeline,
        taking,
        refusing,
        LocalRun.of(pipeline, data.resolve("run"), layout, environment(taking, refusing)));
  }

  private static Map<String, String> environment(WebhookServer taking, MendableEndpoint refusing)
      throws IOException {
    return Map.of(
        "TAKING_URL",
        taking.url(),
        "REFUSING_URL",
        refusing.url(),
        "SILENT_URL",
        "http://127.0.0.1:" + PrometheusServer.freePort(),
        "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ALLOW",
        "127.0.0.1");
  }

  int metricsPort() {
    return run.metricsPort();
  }

  /// Has it all happen.
  Void happen() throws Exception {
    decide(0, BEFORE_ASSIGNMENT);
    publishGarbage();
    ReleasesIT.release(run, "publish", pipeline.toString());
    ReleasesIT.release(run, "publish", Repository.pipeline("card-fraud").toString());
    ReleasesIT.release(run, "assign", "1", "--shadow", "2", "--pipeline", pipeline.toString());
    decide(BEFORE_ASSIGNMENT, AFTER_ASSIGNMENT);
    return null;
  }

  private void decide(int from, int count) {
    run.decideEachSomehow(Transactions.of(run.definition(), from, count).iterator());
  }

  private void publishGarbage() throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(run.bootstrap(), Map.of()).producer()) {
      producer
          .send(new ProducerRecord<>(run.topics().raw().name(), "not JSON".getBytes(UTF_8)))
          .get();
    }
  }

  @Override
  public void close() {
    run.close();
    refusing.close();
    taking.close();
  }
}
