package io.millrace.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.Cards;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.history.Happening;
import io.millrace.cli.history.History;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.cli.simulator.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class HistoryPublisherTest {
  private final MockProducer<byte[], byte[]> producer = producer(true);
  private final DecisionTally tally = new DecisionTally();

  @Test
  void publishesEventsToRawAndOutcomesToFeedbackKeyedByTheFirstEntity() {
    Transaction transaction = transactions(1).getFirst();
    HistoryPublisher publisher = new HistoryPublisher(producer, Cards.pipeline(), tally::published);

    long events =
        publisher.publishAll(
            history(List.of(transaction), Timeline.End.WITH_ALL_OUTCOMES), new Pace(0), _ -> {});

    assertThat(events).isEqualTo(1);
    ProducerRecord<byte[], byte[]> raw = producer.history().getFirst();
    assertThat(raw.topic()).isEqualTo("cards.raw");
    assertThat(text(raw.key())).isEqualTo(Integer.toString(transaction.customer()));
    assertThat(text(raw.value())).startsWith("{\"tx_id\":\"0\",\"event_time\":");
    ProducerRecord<byte[], byte[]> feedback = producer.history().getLast();
    assertThat(feedback.topic()).isEqualTo("cards.feedback");
    assertThat(feedback.key()).isEqualTo(raw.key());
    assertThat(text(feedback.value()))
        .isEqualTo(
            "{\"tx_id\":\"0\",\"event_time\":\"%s\",\"customer_id\":\"%d\",\"terminal_id\":\"%d\",\"fraud\":0,\"labelled_at\":\"%s\"}"
                .formatted(
                    transaction.time(),
                    transaction.customer(),
                    transaction.terminal(),
                    transaction.time().plusSeconds(86_400)));
  }

  @Test
  void tellsTheTallyWhatItPublishes() {
    HistoryPublisher publisher = new HistoryPublisher(producer, Cards.pipeline(), tally::published);

    publisher.publishAll(
        history(transactions(5), Timeline.End.WITH_ALL_OUTCOMES), new Pace(0), _ -> {});

    assertThat(tally.counts().events()).isEqualTo(5);
    assertThat(tally.counts().outcomes()).isEqualTo(5);
  }

  @Test
  void closesItsProducerWhenItIsInterruptedAndStaysInterrupted() {
    HistoryPublisher publisher = new HistoryPublisher(producer, Cards.pipeline(), tally::published);

    Thread.currentThread().interrupt();
    long events =
        publisher.publishAll(
            history(transactions(5), Timeline.End.AT_LAST_EVENT), new Pace(0), _ -> {});
    publisher.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(events).isZero();
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void holdsBackOutcomesThatAreNotKnownYet() {
    HistoryPublisher publisher = new HistoryPublisher(producer, Cards.pipeline(), tally::published);

    publisher.publishAll(
        history(transactions(5), Timeline.End.AT_LAST_EVENT), new Pace(0), _ -> {});

    assertThat(producer.history()).hasSize(5).allMatch(r -> r.topic().equals("cards.raw"));
  }

  @Test
  void failsWhenTheBrokerRefusesARecord() {
    MockProducer<byte[], byte[]> refusing = producer(false);
    HistoryPublisher publisher = new HistoryPublisher(refusing, Cards.pipeline(), _ -> {});
    Iterator<Happening> history = history(transactions(2), Timeline.End.AT_LAST_EVENT);
    publisher.publish(history.next());
    refusing.errorNext(new RecordTooLargeException("too large"));

    assertThatThrownBy(() -> publisher.publish(history.next()))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("the broker took not all records: too large");
  }

  private static Iterator<Happening> history(List<Transaction> transactions, Timeline.End end) {
    return new Timeline(History.simulated(transactions.stream(), Cards.pipeline()).iterator(), end);
  }

  private static List<Transaction> transactions(int count) {
    CardSimulator simulator =
        new CardSimulator(new CardWorld(200, 500, LocalDate.of(2018, 4, 1), 3));
    return Stream.generate(simulator::next).limit(count).toList();
  }

  private static MockProducer<byte[], byte[]> producer(boolean accepts) {
    return new MockProducer<>(accepts, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
