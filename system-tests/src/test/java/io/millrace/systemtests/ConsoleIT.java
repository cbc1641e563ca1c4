package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.kafka.KafkaConnection;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the console tells of a running pipeline.
class ConsoleIT {
  private static final int EVENTS = 600;
  private static final Pattern POSITION = Pattern.compile("card-fraud\\.decisions-\\d@\\d+");

  @ParameterizedTest
  @EnumSource(Layout.class)
  void showsWhatHappensInTheStream(Layout layout) throws Exception {
    try (LocalRun run = LocalRun.withBroker(RunFolder.empty(getClass()), layout);
        ConsoleRun console = ConsoleRun.of(run.bootstrap(), run.definition(), layout, 0)) {
      console.await(Pattern.compile("\"raw\":\\{\"rate\":0\\.0,\"written\":0}"));
      run.decideEachOnce(Transactions.of(run.definition(), 0, EVENTS).iterator());
      publishGarbage(run);

      String snapshot =
          console.await(
              Pattern.compile(
                  "\"decisions\":\\{\"rate\":[^}]*,\"written\":%d}.*\"kept\":1,"
                      .formatted(EVENTS)));

      assertThat(snapshot)
          .contains("\"layout\":\"" + layout + "\"", "\"problem\":\"\"")
          .contains("\"written\":%d}".formatted(EVENTS + 1))
          .containsPattern("\"measured\":[1-9]")
          .contains("\"release\":{\"number\":0,", "\"model\":\"card-fraud\"")
          .contains("\"stage\":\"" + layout.names().getFirst() + "\"")
          .contains("\"outcome\":\"APPROVE\"");
      for (String service : Suite.names(layout, run.definition())) {
        assertThat(snapshot)
            .contains("\"name\":\"%s\",\"health\":\"running\",\"instances\":1".formatted(service));
      }
      console.await(
          Pattern.compile("\"action-triggers\",\"health\":\"running\",\"instances\":1,\"lag\":0}"));
      explains(console, snapshot);
      streams(console);
    }
  }

  private static void explains(ConsoleRun console, String snapshot) {
    Matcher position = POSITION.matcher(snapshot);
    assertThat(position.find()).isTrue();

    assertThat(console.get("/explain/" + position.group()))
        .startsWith("Decision")
        .contains("decides", position.group());
  }

  private static void streams(ConsoleRun console) throws Exception {
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(console.events(), UTF_8))) {
      List<String> heads =
          Stream.generate(() -> line(events))
              .filter(line -> line.startsWith("event: "))
              .limit(3)
              .toList();

      assertThat(heads).containsExactly("event: past", "event: snapshot", "event: snapshot");
    }
  }

  private static String line(BufferedReader events) {
    try {
      return String.valueOf(events.readLine());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void publishGarbage(LocalRun run) throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(run.bootstrap(), Map.of()).producer()) {
      producer
          .send(new ProducerRecord<>(run.topics().raw().name(), "garbage".getBytes(UTF_8)))
          .get();
    }
  }
}
