package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Cards;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicBackfillTest {
  private static final String TOPIC = "cards.events-a";
  private static final Instant START = Instant.parse("2018-06-01T10:00:00Z");
  private static final EntityKey CARD_596 = new EntityKey("card", "596");
  private static final EntityKey TERMINAL_7 = new EntityKey("terminal", "7");
  private static final List<EntityKey> ENTITIES = List.of(CARD_596, TERMINAL_7);
  private static final Part CARD = Part.ofEntity("card");
  private static final Part TERMINAL = Part.ofEntity("terminal");
  private static final List<Part> ALL_PARTS = List.of(Part.EVENT, CARD, TERMINAL);

  @TempDir private Path folder;
  @AutoClose private final Workers workers = new Workers(2);

  private PipelineDefinition pipeline = Cards.pipeline();
  private TopicBackfill backfill = backfill();
  private long offset;

  @Test
  void givesTheRowsOfATableInTheOrderOfTime() {
    List<Happening> history = randomHistory(3_000);

    List<List<String>> ofTable =
        new Backfill(pipeline, FeatureColumns.ofModel(pipeline), workers).rows(history);
    history.forEach(this::log);
    history.forEach(this::label);

    assertThat(ofTable).hasSizeBetween(2_500, 2_999);
    assertThat(backfill.rows()).containsExactlyElementsOf(ofTable);
    assertThat(backfill.count()).isEqualTo(ofTable.size());
    assertThat(backfill.unknown()).isZero();
    assertThat(backfill.incomplete()).isZero();
  }

  @Test
  void sortsByTimeAndThenByThePlaceInRaw() {
    log(event("late", 12.5, START.plusSeconds(9), 0, 3), ALL_PARTS);
    log(event("second", 12.5, START, 1, 0), ALL_PARTS);
    log(event("first", 12.5, START, 0, 7), ALL_PARTS);

    assertThat(backfill.rows()).map(List::getFirst).containsExactly("first", "second", "late");
  }

  @Test
  void hasOneRowForAnEventThatCameTwice() {
    Event first = event("1", 12.5, START, 0, 4);
    Event again = event("1", 12.5, START.plusSeconds(60), 0, 5);

    log(0, TERMINAL_7, again, ALL_PARTS);
    log(0, TERMINAL_7, first, ALL_PARTS);
    log(0, CARD_596, first, ALL_PARTS);
    log(0, CARD_596, first, ALL_PARTS);
    log(0, CARD_596, again, ALL_PARTS);

    assertThat(backfill.rows())
        .containsExactly(
            List.of("1", "2018-06-01T10:00:00Z", "1.0", "12.5", "0.0", "12.5", "", "596", "7"));
  }

  @Test
  void hasTheRowOfTheEventThatWentOnWhereSecondOnesAreDropped() {
    Event first = event("1", 12.5, START.plusSeconds(60), 1, 5);
    Event earlierInRaw = event("1", 12.5, START, 0, 4);

    for (Event event : List.of(first, earlierInRaw)) {
      backfill.log().takeOnce(place(0), 0, CARD_596, routed(event));
    }
    backfill.log().takeOnce(place(1), 0, TERMINAL_7, routed(first));

    assertThat(backfill.rows())
        .containsExactly(
            List.of("1", "2018-06-01T10:01:00Z", "1.0", "12.5", "0.0", "12.5", "", "596", "7"));
  }

  @Test
  void labelsAnEventByItsLastOutcome() {
    Event event = event("1", 12.5, START, 0, 0);
    log(event, ALL_PARTS);

    backfill.label(outcome("unknown", 1));
    backfill.label(outcome("1", 1));
    backfill.label(outcome("1", 0));

    assertThat(backfill.rows()).map(row -> row.get(6)).containsExactly("0.0");
  }

  @Test
  void leavesOutEventsThatLookBackOnWhatIsLost() {
    Instant warm = START.plus(Duration.ofDays(30));
    backfill.log().begin(TOPIC, 0, true);
    backfill.log().begin(TOPIC, 1, false);

    log(1, TERMINAL_7, event("oldest", 12.5, START, 0, 0), ALL_PARTS);
    log(0, CARD_596, event("cold", 12.5, warm.minusMillis(1), 0, 1), ALL_PARTS);
    log(1, TERMINAL_7, event("cold", 12.5, warm.minusMillis(1), 0, 1), ALL_PARTS);
    log(1, TERMINAL_7, event("warm", 12.5, warm, 0, 2), ALL_PARTS);
    log(0, CARD_596, event("warm", 12.5, warm, 0, 2), ALL_PARTS);

    assertThat(backfill.rows()).map(List::getFirst).containsExactly("warm");
    assertThat(backfill.unknown()).isEqualTo(2);
  }

  @Test
  void leavesOutEventsThatAreNotThereForEachOfTheirEntities() {
    log(0, CARD_596, event("1", 12.5, START, 0, 0), ALL_PARTS);

    assertThat(backfill.rows()).isEmpty();
    assertThat(backfill.incomplete()).isEqualTo(1);
    assertThat(backfill.unknown()).isZero();
  }

  @Test
  void writesTextsAndListsAndWhatStandsForThem() throws Exception {
    pipeline =
        withFeatures(
            """
              b:
                card: event.customer_id
                pair: {value: '[event.amount, 2.0]', default: [0, 0]}
                inverse: 100 / int(event.amount)
            """);
    backfill = backfill();

    log(event("1", 12.5, START, 0, 0), ALL_PARTS);
    log(event("2", 0.5, START, 0, 1), ALL_PARTS);
    log(event("3", 12.5, START, 0, 2), List.of(CARD, TERMINAL));

    assertThat(backfill.rows())
        .map(row -> row.subList(5, 8))
        .containsExactly(
            List.of("596", "[12.5,2.0]", "8.0"),
            List.of("", "[0.0,0.0]", "0.0"),
            List.of("", "[0.0,0.0]", "0.0"));
  }

  private TopicBackfill backfill() {
    return new TopicBackfill(pipeline, FeatureColumns.ofModel(pipeline));
  }

  /// The pipeline with other features of the event itself.
  private PipelineDefinition withFeatures(String features) throws Exception {
    Files.copy(Cards.FOLDER.resolve("event.schema.json"), folder.resolve("event.schema.json"));
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        Files.readString(Cards.FOLDER.resolve("pipeline.yaml"))
            .replace("  b:\n    amount: event.amount\n", features));
    return new PipelineReader().read(folder);
  }

  /// Events over two months, some of which the pipeline refuses, and their outcomes.
  private static List<Happening> randomHistory(int events) {
    SplittableRandom random = new SplittableRandom(5);
    List<PastEvent> past = new ArrayList<>();
    Instant time = START;
    for (int i = 0; i < events; i++) {
      time = time.plusSeconds(random.nextInt(3_600));
      double amount = random.nextInt(-50, 1_050);
      Event event = event(Integer.toString(i), amount, time, 0, i);
      List<EntityKey> entities =
          List.of(
              new EntityKey("card", Integer.toString(random.nextInt(30))),
              new EntityKey("terminal", Integer.toString(random.nextInt(10))));
      Label label =
          new Label(
              FeatureValue.of(random.nextInt(2)), time.plusSeconds(random.nextInt(10 * 86_400)));
      past.add(new PastEvent(event.id(), time, entities, event.payload(), label));
    }
    List<Happening> history = new ArrayList<>();
    new Timeline(past.iterator(), Timeline.End.WITH_ALL_OUTCOMES).forEachRemaining(history::add);
    return history;
  }

  /// As event-router writes it: the terminal alone learns from outcomes.
  private void log(Happening happening) {
    switch (happening) {
      case PastEvent past -> {
        Position source = new Position("cards.raw", 0, Long.parseLong(past.id()));
        Event event = new Event(past.id(), past.time(), past.entities(), source, past.payload());
        if (!past.payload().toString().matches(".*\"amount\":(-.*|\\d{4}.*)")) {
          log(event, ALL_PARTS);
        }
      }
      case PastOutcome past -> {
        EntityKey terminal = past.event().entities().getLast();
        RoutedOutcome outcome = new RoutedOutcome(outcome(past), Stamp.NONE);
        backfill.log().take(place(partition(terminal)), 0, terminal, outcome);
      }
    }
  }

  private void label(Happening happening) {
    if (happening instanceof PastOutcome past) {
      backfill.label(outcome(past));
    }
  }

  private static Outcome outcome(PastOutcome past) {
    PastEvent event = past.event();
    return new Outcome(
        event.id(),
        event.time(),
        event.entities(),
        past.label().value(),
        past.label().knownAt(),
        null,
        new Position("cards.feedback", 0, 0));
  }

  private static Outcome outcome(String eventId, double label) {
    PastEvent event = new PastEvent(eventId, START, ENTITIES, Payload.of("{}"), null);
    return outcome(new PastOutcome(event, new Label(FeatureValue.of(label), START)));
  }

  private void log(Event event, List<Part> parts) {
    for (EntityKey key : event.entities()) {
      log(partition(key), key, event, parts);
    }
  }

  private void log(int partition, EntityKey key, Event event, List<Part> parts) {
    RoutedEvent routed = new RoutedEvent(event, RoutingSlip.of(parts));
    backfill.log().take(place(partition), 0, key, routed);
  }

  private static RoutedEvent routed(Event event) {
    return new RoutedEvent(event, RoutingSlip.of(ALL_PARTS));
  }

  private Position place(int partition) {
    return new Position(TOPIC, partition, offset++);
  }

  private static int partition(EntityKey key) {
    return Math.floorMod(key.hashCode(), 3);
  }

  private static Event event(String id, double amount, Instant time, int partition, long place) {
    String json =
        "{\"tx_id\":\"%s\",\"event_time\":\"%s\",\"customer_id\":\"596\",\"terminal_id\":\"7\",\"amount\":%s}"
            .formatted(id, time, amount);
    return new Event(
        id, time, ENTITIES, new Position("cards.raw", partition, place), Payload.of(json));
  }
}
