package io.millrace.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Cards;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.deadletters.RedriveReport.Outcome;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.RedriveMark;
import io.millrace.contracts.StreamRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RedrivingTest {
  private static final int PARTITIONS = 4;

  private final PipelineTopics topics = Cards.pipeline().topics();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void publishesTheRecordAsItWasReceivedWhereItStood() {
    redrive(
        Layout.separate,
        Letters.letter(42, "no release 3", "decision-engine", "cards.predictions-2@5", "{}"));

    ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
    assertThat(record.topic()).isEqualTo("cards.predictions");
    assertThat(record.partition()).isEqualTo(2);
    assertThat(record.key()).isEqualTo("7".getBytes(UTF_8));
    assertThat(record.value()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(record.timestamp()).isEqualTo(Letters.TIME.plusSeconds(42).toEpochMilli());
    assertThat(headers(record))
        .isEqualTo(
            Map.of(
                "traceparent", "00-ab",
                "redriven-from", "cards.dead-letters-1@42",
                "redriven-source", "cards.predictions-2@5"));
  }

  @Test
  void leavesTheTimeToTheBrokerWhereProducersWrite() {
    redrive(Layout.separate, Letters.invalid(0, "amount is missing"));

    assertThat(producer.history().getFirst().timestamp()).isNull();
  }

  @Test
  void marksBesideTheLetterWhatHasArrived() {
    List<Outcome> outcomes = redrive(Layout.separate, Letters.invalid(42, "amount is missing"));

    ProducerRecord<byte[], byte[]> mark = producer.history().getLast();
    assertThat(mark.topic()).isEqualTo(Letters.TOPIC);
    assertThat(mark.partition()).isEqualTo(1);
    assertThat(mark.timestamp()).isNull();
    Position letter = new Position(Letters.TOPIC, 1, 42);
    Position to = new Position("cards.raw", 3, 0);
    assertThat(RedriveMark.of(mark.headers())).contains(new RedriveMark(letter, to));
    assertThat(outcomes).containsExactly(new Outcome.Done(letter, to));
  }

  @Test
  void marksNothingThatTheBrokerRefuses() {
    MockProducer<byte[], byte[]> refused =
        new MockProducer<>() {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
          }
        };
    Redriving redriving = new Redriving(refused, rules(Set.of()), false);

    redriving.redrive(Letters.invalid(0, "amount is missing"));

    assertThat(reasons(redriving.finish())).containsExactly("the broker refuses it: too large");
  }

  @Test
  void publishesNothingToShowWhatItWouldDo() {
    Redriving redriving = new Redriving(producer, rules(Set.of()), true);

    redriving.redrive(Letters.invalid(0, "amount is missing"));

    assertThat(redriving.finish())
        .containsExactly(new Outcome.Planned(new Position(Letters.TOPIC, 1, 0), "cards.raw"));
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void refusesWhatCannotWorkWithTheRemedy() {
    assertRefused(Letters.letter(0, "", "", null, "{}"), "its header 'source' names no position");
    assertRefused(
        Letters.letter(0, "too large", "x", "cards.raw-3@1", null),
        "it holds no value: the record at cards.raw-3@1 had none, or was too large");
    assertRefused(
        Letters.letter(0, "", "", "orders.raw-3@1", "{}"),
        "orders.raw is no topic of this pipeline");
    assertRefused(
        Letters.letter(0, "", "", "cards.decisions-3@1", "{}"), "no service reads cards.decisions");
    assertRefused(
        Letters.letter(0, "", "", "cards.raw-4@1", "{}"),
        "its source cards.raw-4@1 is in none of the 4 partitions of that topic");
    assertRefused(assignment(), "it assigns a release, and others may have been assigned since");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void refusesWhatIsReadInTheOtherLayoutAlone() {
    assertThat(
            reasons(
                redrive(Layout.composed, Letters.letter(0, "", "", "cards.events-a-1@1", "{}"))))
        .singleElement()
        .asString()
        .startsWith("cards.events-a is read in the separate layout alone, and the other one");
    assertThat(
            reasons(
                redrive(Layout.separate, Letters.letter(0, "", "", "cards.enriched-1@1", "{}"))))
        .singleElement()
        .asString()
        .startsWith("cards.enriched is read in the composed layout alone");
    assertThat(
            reasons(redrive(Layout.composed, Letters.letter(0, "", "", "cards.events-1@1", "{}"))))
        .isEmpty();
  }

  private ConsumerRecord<byte[], byte[]> assignment() {
    StreamRecord assignment = new Assignment(7, 3, null, Assignment.Cause.ASSIGN, "");
    byte[] value =
        topics.events().valueSerde().serializer().serialize(topics.events().name(), assignment);
    return Letters.letter(0, "", "event-router", "cards.events-1@1", new String(value, UTF_8));
  }

  private void assertRefused(ConsumerRecord<byte[], byte[]> letter, String reason) {
    assertThat(reasons(redrive(Layout.separate, letter)))
        .singleElement()
        .asString()
        .startsWith(reason);
  }

  private static List<String> reasons(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Failed.class::isInstance)
        .map(outcome -> ((Outcome.Failed) outcome).reason())
        .toList();
  }

  private List<Outcome> redrive(Layout layout, ConsumerRecord<byte[], byte[]> letter) {
    Set<Layout> over = Set.of(layout == Layout.separate ? Layout.composed : Layout.separate);
    Redriving redriving = new Redriving(producer, rules(over), false);
    redriving.redrive(letter);
    return redriving.finish();
  }

  private RedriveRules rules(Set<Layout> over) {
    return new RedriveRules(
        topics,
        new ReadTopics(Cards.pipeline(), over),
        name -> producer.partitionsFor(name).size());
  }

  private static Map<String, String> headers(ProducerRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
  }

  private static Cluster cluster() {
    List<PartitionInfo> partitions =
        Cards.pipeline().topics().all().stream()
            .flatMap(topic ->
                IntStream.range(0, PARTITIONS)
                    .mapToObj(partition ->
                        new PartitionInfo(
                            topic.name(), partition, Node.noNode(), new Node[0], new Node[0])))
            .toList();
    return new Cluster("test", List.of(), partitions, Set.of(), Set.of());
  }
}
