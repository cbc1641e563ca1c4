package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.Pace;
import io.millrace.contracts.Decision;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A list that is changed while events come.
class ListsIT {
  private static final Duration DECIDED_WITHIN = Duration.ofSeconds(60);
  private static final int PER_SECOND = 10;
  private static final long SETTLING = 1_000;

  @ParameterizedTest
  @EnumSource(Layout.class)
  void changeCountsForEventsThatComeASecondLater(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass()).resolve(layout.toString());
    PipelineCopy folder = blocking(data.resolve("folder"));
    try (LocalRun run = LocalRun.of(folder, data.resolve("run"), layout);
        Publishing publishing = new Publishing(run)) {
      publishing.publish(PER_SECOND);
      CommandProcess added =
          publishing.until(() -> lists(run, folder, "add", "blocked-cards", "7", "--for", "1h"));
      publishing.publish(3 * PER_SECOND);
      CommandProcess removed =
          publishing.until(() -> lists(run, folder, "remove", "blocked-cards", "7"));
      publishing.publish(3 * PER_SECOND);

      assertThat(added.text()).contains("1 on blocked-cards until ");
      assertThat(removed.text()).contains("1 taken off blocked-cards");
      List<Long> changes = timesOfChanges(run);
      assertThat(changes).hasSize(2);
      List<ConsumerRecord<byte[], byte[]>> decisions = decisions(run, publishing.events);
      assertThat(decisions)
          .allSatisfy(record -> assertThat(isBlocked(run, record)).isEqualTo(isOn(changes, record)))
          .anyMatch(record -> isOn(changes, record));
      assertThat(lists(run, folder, "show", "--all").text()).doesNotContain("blocked-cards");
      assertThat(lists(run, folder, "remove", "blocked-cards", "7"))
          .matches(command -> command.exitCode() == 1)
          .extracting(CommandProcess::text)
          .asString()
          .contains("not on blocked-cards: 7.");
      assertThat(backtest(run, folder, layout))
          .contains("\"compared\":%d,\"different\":0,".formatted(publishing.events));
    }
  }

  /// A pipeline that declines what is on the list, but for what comes first in its policy.
  private static PipelineCopy blocking(Path copy) throws Exception {
    PipelineCopy folder = PipelineCopy.of(Repository.pipeline("card-fraud"), copy);
    folder.edit(
        "policy:\n",
        """
        policy:
          - {when: "in_list('blocked-cards', event.customer_id)", decide: DECLINE, reason: BLOCKED_CARD}
        """);
    return folder;
  }

  @Test
  void actionPutsTheCardOnTheListThatTheNextEventIsJudgedBy() throws Exception {
    Path data = RunFolder.empty(getClass()).resolve("action");
    PipelineCopy folder = blocking(data.resolve("folder"));
    folder.edit(
        "policy:\n",
        "policy:\n  - {when: \"event.terminal_id == '0'\", decide: DECLINE, reason: FIRST}\n");
    folder.edit(
        "    - {topic: card-blocks}",
        "    - {add_to_list: {list: blocked-cards, item: event.customer_id, for: 24h}}");
    try (LocalRun run = LocalRun.of(folder, data.resolve("run"), Layout.separate);
        Publishing publishing = new Publishing(run)) {
      publishing.publish(5 * PER_SECOND);

      List<ConsumerRecord<byte[], byte[]>> decisions = decisions(run, publishing.events);
      List<Long> changes = timesOfChanges(run);
      assertThat(decisions)
          .filteredOn(record -> record.timestamp() >= changes.getFirst() + SETTLING)
          .isNotEmpty()
          .allMatch(record -> decision(run, record).reasons().equals(List.of("BLOCKED_CARD")));
      assertThat(decisions)
          .filteredOn(record -> record.timestamp() < changes.getFirst() + SETTLING)
          .noneMatch(record -> decision(run, record).reasons().contains("BLOCKED_CARD"));
      assertThat(lists(run, folder, "show", "blocked-cards", "--json").text())
          .contains("\"item\":\"7\"")
          .contains("\"note\":\"action e");
    }
  }

  /// Events of one card, at an even pace.
  private static final class Publishing implements AutoCloseable {
    private final String raw;
    private final Producer<byte[], byte[]> producer;
    private final Pace pace = new Pace(PER_SECOND);
    private int events;

    private Publishing(LocalRun run) {
      raw = run.topics().raw().name();
      producer = new KafkaConnection(run.bootstrap(), Map.of()).producer();
    }

    void publish(int count) {
      for (int i = 0; i < count; i++) {
        pace.await(events);
        String event =
            "{\"tx_id\":\"e%d\",\"event_time\":\"2018-06-01T10:00:%02dZ\",\"customer_id\":\"7\",\"terminal_id\":\"%d\",\"amount\":12.5}"
                .formatted(events, events % 60, events);
        Future<?> _ = producer.send(new ProducerRecord<>(raw, utf8("7"), utf8(event)));
        events++;
      }
    }

    /// Publishes until something is done.
    <T> T until(Callable<T> task) throws Exception {
      FutureTask<T> future = new FutureTask<>(task);
      Thread.startVirtualThread(future);
      while (!future.isDone()) {
        publish(1);
      }
      return future.get();
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Long> timesOfChanges(LocalRun run) {
    try (TopicLog log = TopicLog.open(run.bootstrap(), run.topics().lists())) {
      log.readToEnd();
      return log.records().stream().map(ConsumerRecord::timestamp).toList();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> decisions(LocalRun run, int events) {
    try (TopicLog log = TopicLog.open(run.bootstrap(), run.topics().decisions())) {
      log.readUntil(DECIDED_WITHIN, read -> read.keys().size() == events);
      return log.records();
    }
  }

  private static boolean isBlocked(LocalRun run, ConsumerRecord<byte[], byte[]> record) {
    Decision decision = decision(run, record);
    boolean isBlocked = decision.reasons().contains("BLOCKED_CARD");
    assertThat(decision.lists()).containsExactly(new ListAnswer("blocked-cards", "7", isBlocked));
    return isBlocked;
  }

  private static Decision decision(LocalRun run, ConsumerRecord<byte[], byte[]> record) {
    Topic<String, Decision> topic = run.topics().decisions();
    return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
  }

  private static boolean isOn(List<Long> changes, ConsumerRecord<byte[], byte[]> record) {
    return record.timestamp() >= changes.getFirst() + SETTLING
        && record.timestamp() < changes.getLast() + SETTLING;
  }

  private static CommandProcess lists(LocalRun run, PipelineCopy folder, String... words)
      throws Exception {
    return CommandProcess.run(
        Stream.of(
                Stream.of("lists"),
                Stream.of(words),
                Stream.of("--pipeline", folder.toString(), "--bootstrap", run.bootstrap()))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  private static String backtest(LocalRun run, PipelineCopy folder, Layout layout)
      throws Exception {
    return CommandProcess.run(
            "backtest",
            "--pipeline",
            folder.toString(),
            "--bootstrap",
            run.bootstrap(),
            "--release",
            "0",
            "--layout",
            layout.toString(),
            "--json")
        .text();
  }
}
