package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.access.Principal;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.release.AssignmentHistory;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.Profile;
import io.millrace.runtime.ReleaseWriter;
import io.millrace.runtime.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.Test;

/// What `millrace acls` prints is enough, and nothing in it can be left out.
class AclsIT {
  private static final String PIPELINE = Repository.pipeline("card-fraud").toString();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int EVENTS = 500;

  @Test
  void decidesAndActsWithTheseGrantsAlone() throws Exception {
    decidesAndActs(Layout.separate, Profile.FAST, "--layout=separate");
  }

  @Test
  void decidesAndActsInTransactionsInOneServiceToo() throws Exception {
    decidesAndActs(Layout.composed, Profile.STRICT, "--layout=composed", "--strict");
  }

  private void decidesAndActs(Layout layout, Profile profile, String... options) throws Exception {
    Path data = RunFolder.empty(getClass());
    try (SecuredPipeline run = new SecuredPipeline(data, layout, profile, acls(options))) {
      PipelineTopics topics = run.definition().topics();
      run.startAll();

      publish(run, 0);
      await(run, topics.decisions(), EVENTS, decision -> decision.release() == 0);
      await(
          run, topics.actionResults(), EVENTS / 10, result -> result.status() == Status.PERFORMED);

      operate(run, "release", "publish", PIPELINE);
      operate(run, "release", "assign", "1", "--pipeline", PIPELINE);
      operate(run, "lists", "add", "blocked-cards", "42", "--pipeline", PIPELINE);
      publish(run, EVENTS);
      await(run, topics.decisions(), EVENTS, decision -> decision.release() == 1);
    }
  }

  @Test
  void letsThoseServicesAssignThatWithdrawOrTrainAndNoOther() throws Exception {
    Path data = RunFolder.empty(getClass());
    List<String> granted =
        linesFor("operators", "model-service", "model-trainer", "decision-engine");
    try (SecuredPipeline run = new SecuredPipeline(data, Layout.separate, Profile.FAST, granted)) {
      assertThatThrownBy(() -> assignTheFolder(run, run.principal("decision-engine")))
          .isInstanceOf(AuthorizationException.class);

      assignTheFolder(run, run.principal("model-service"));
      assignTheFolder(run, run.principal("model-trainer"));
    }
  }

  @Test
  void needsEachOfTheGrants() throws Exception {
    List<String> own = linesFor("processor-a");
    assertThat(own).hasSize(4);
    for (String left : own) {
      Path data = RunFolder.empty(getClass());
      List<String> granted =
          linesFor("operators", "processor-a").stream().filter(line -> !line.equals(left)).toList();
      try (SecuredPipeline run =
          new SecuredPipeline(data, Layout.separate, Profile.FAST, granted)) {
        requireFailure(run, "processor-a", left);
      }
    }
  }

  private static List<String> linesFor(String... roles) throws Exception {
    return acls().stream()
        .filter(line ->
            Stream.of(roles).anyMatch(role -> line.contains(" User:card-fraud." + role + " ")))
        .toList();
  }

  /// Either it does not start, and says why, or it gives up.
  private static void requireFailure(SecuredPipeline run, String service, String left) {
    RunningService started;
    try {
      started = run.start(service);
    } catch (InvalidConfiguration e) {
      assertThat(e).as(left).hasMessageContaining("millrace acls --pipeline DIR prints");
      return;
    }
    Await.until(
        PATIENCE, () -> !started.isLive(), () -> "%s runs without %s".formatted(service, left));
  }

  /// Publishes transactions as a producer; every tenth is so large that somebody shall look at it.
  private static void publish(SecuredPipeline run, int from) {
    String raw = run.definition().topics().raw().name();
    try (Producer<byte[], byte[]> producer =
        run.broker().connection(run.principal("producers")).producer()) {
      for (int i = from; i < from + EVENTS; i++) {
        String event =
            """
            {"tx_id":"%d","event_time":"2018-06-01T10:00:00Z","customer_id":"%d","terminal_id":"7","amount":%d}
            """
                .formatted(i, i % 50, i % 10 == 0 ? 900 : 12);
        Future<?> _ = producer.send(new ProducerRecord<>(raw, event.getBytes(UTF_8)));
      }
    }
  }

  /// Waits, as a downstream system, until so many records of a topic match.
  private static <V> void await(
      SecuredPipeline run, Topic<String, V> topic, int count, Predicate<V> matches) {
    List<V> found = new ArrayList<>();
    try (TopicReader<V> reader =
        TopicReader.fromBeginning(
            run.broker().connection(run.principal("downstream")),
            topic.name(),
            topic.valueSerde().deserializer())) {
      Await.until(
          PATIENCE,
          () -> {
            reader.poll(
                Duration.ZERO,
                record -> Optional.of(record.value()).filter(matches).ifPresent(found::add));
            return found.size() >= count;
          },
          () -> "%d records in %s".formatted(found.size(), topic.name()));
    }
  }

  /// Runs a command as an operator; it must succeed.
  private static void operate(SecuredPipeline run, String... arguments) throws Exception {
    CommandProcess command =
        CommandProcess.run(run.broker().environment(run.principal("operators")), arguments);
    assertThat(command.exitCode()).as(command.text()).isZero();
  }

  private static void assignTheFolder(SecuredPipeline run, Principal principal) {
    try (ReleaseWriter writer =
        new ReleaseWriter(run.definition().topics(), run.broker().connection(principal).client())) {
      assertThat(
              writer.assign(log ->
                  Optional.of(new AssignmentHistory(log.assignments()).assign(0, null, "a test"))))
          .isPresent();
    }
  }

  /// The lines that the command prints, for an administrator's properties.
  private static List<String> acls(String... options) throws Exception {
    CommandProcess command =
        CommandProcess.run(
            Stream.concat(
                    Stream.of(
                        "acls", "--pipeline", PIPELINE, "--command-config", "admin.properties"),
                    Stream.of(options))
                .toArray(String[]::new));
    assertThat(command.exitCode()).as(command.text()).isZero();
    return command.text().lines().filter(line -> line.startsWith("kafka-acls.sh ")).toList();
  }
}
