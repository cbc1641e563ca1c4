package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever may write to a topic may write nonsense to it. No stage stops at it, or is silent.
class GarbageOnEveryTopicIT {

  @ParameterizedTest
  @EnumSource
  void setsGarbageAsideOnEveryTopicThatAServiceReads(Layout layout) throws Exception {
    try (LocalRun run = LocalRun.withBroker(RunFolder.empty(getClass()), layout);
        DeadLetterLog letters = DeadLetterLog.open(run.bootstrap(), run.topics())) {
      Map<String, Set<String>> readers = readers(run, layout);
      run.decideEachOnce(Transactions.of(run.definition(), 0, 200).iterator());

      List<Sent> garbage = publishGarbage(run.bootstrap(), readers.keySet());

      run.decideEachOnce(Transactions.of(run.definition(), 200, 200).iterator());
      SoftAssertions softly = new SoftAssertions();
      for (Sent sent : garbage) {
        ConsumerRecord<byte[], byte[]> letter = letters.awaitLetterOf(sent.at());
        String reason = DeadLetterLog.reason(letter);
        softly.assertThat(readers.get(sent.at().topic())).contains(DeadLetterLog.stage(letter));
        softly.assertThat(TopicLog.text(letter.value())).isEqualTo(sent.value());
        softly.assertThat(reason).as(sent.toString()).satisfies(DeadLetterLog::isForPeople);
      }
      softly.assertAll();
    }
  }

  /// Garbage, and where it stands.
  private record Sent(Position at, String value) {}

  /// By topic, the services that read it.
  private static Map<String, Set<String>> readers(LocalRun run, Layout layout) {
    Map<String, Set<String>> readers = new LinkedHashMap<>();
    List<String> services = Suite.names(layout, run.definition());
    try (Stages stages = Stages.running(run.bootstrap(), run.definition(), services)) {
      stages
          .inputs()
          .forEach((service, topics) ->
              topics.forEach(
                  topic -> readers.computeIfAbsent(topic, _ -> new TreeSet<>()).add(service)));
    }
    PipelineTopics topics = run.topics();
    assertThat(readers)
        .containsKeys(topics.raw().name(), topics.feedback().name(), topics.events().name())
        .hasSizeGreaterThanOrEqualTo(services.size());
    return readers;
  }

  private static List<Sent> publishGarbage(String bootstrap, Iterable<String> topics)
      throws Exception {
    List<Sent> sent = new ArrayList<>();
    try (Producer<byte[], byte[]> producer = new KafkaConnection(bootstrap, Map.of()).producer()) {
      for (String topic : topics) {
        sent.add(send(producer, topic, randomBytes()));
        sent.add(send(producer, topic, "{\"wrong\":\"shape\"}".getBytes(UTF_8)));
        sent.add(send(producer, topic, "[]".getBytes(UTF_8)));
        sent.add(send(producer, topic, null));
      }
    }
    return sent;
  }

  private static Sent send(Producer<byte[], byte[]> producer, String topic, byte @Nullable [] value)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, "a key".getBytes(UTF_8), value);
    RecordMetadata at = producer.send(record).get();
    return new Sent(new Position(topic, at.partition(), at.offset()), TopicLog.text(value));
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[100];
    new Random(5).nextBytes(bytes);
    return bytes;
  }
}
