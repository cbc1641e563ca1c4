package io.millrace.benchmarks;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutingSlip;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What the composed layout writes of card transactions, each with its fifteen features: counts,
/// means of amounts with two digits, and mostly no fraud.
final class WireRecords {
  private static final ModelRef MODEL = new ModelRef("model.onnx", "c0ffee15".repeat(8));

  private final Random random = new Random(1);
  private long events;

  Event event() {
    long number = events++;
    String card = Integer.toString(random.nextInt(5_000));
    String terminal = Integer.toString(random.nextInt(10_000));
    Instant time = Instant.ofEpochSecond(1_527_811_200 + 9 * number + random.nextInt(9));
    return new Event(
        Long.toString(1_000_000 + number),
        time,
        List.of(new EntityKey("card", card), new EntityKey("terminal", terminal)),
        new Position("card-fraud.raw", random.nextInt(4), 250_000 + number),
        Payload.of(
            """
            {"tx_id":"%d","event_time":"%s","customer_id":"%s","terminal_id":"%s","amount":%s}\
            """
                .formatted(1_000_000 + number, time, card, terminal, amount())));
  }

  EnrichedRecord enriched(Event event) {
    RoutedEvent routed =
        new RoutedEvent(
            event,
            RoutingSlip.of(List.of(Part.EVENT, Part.ofEntity("card"), Part.ofEntity("terminal"))));
    return new EnrichedRecord(
        routed,
        List.of(event.entities().getLast()),
        List.of(
            part(routed, Part.EVENT, ofEvent()), part(routed, Part.ofEntity("card"), ofCard())));
  }

  Prediction prediction(Event event) {
    Map<String, FeatureValue> features = new LinkedHashMap<>(ofEvent());
    features.putAll(ofCard());
    features.putAll(ofTerminal());
    return new Prediction(
        event,
        new Assessment(0, features, score(), MODEL, List.of(), null, List.of()),
        null,
        Map.of(
            Part.EVENT,
            position("events"),
            Part.ofEntity("card"),
            position("events"),
            Part.ofEntity("terminal"),
            position("enriched")));
  }

  Decision decision(Event event) {
    return new Decision(
        event.id(),
        event.time(),
        event.entities(),
        "APPROVE",
        5,
        List.of(),
        List.of(),
        List.of(),
        0,
        score(),
        MODEL,
        List.of(),
        List.of(),
        event.source(),
        position("predictions"));
  }

  private FeaturePart part(RoutedEvent routed, Part part, Map<String, FeatureValue> values) {
    return new FeaturePart(
        FeaturePart.About.of(routed, part, position("events")), new FeaturePart.Computed(values));
  }

  private Map<String, FeatureValue> ofEvent() {
    return values(
        List.of("amount", "is_weekend", "is_night"),
        amount(),
        random.nextInt(2),
        random.nextInt(2));
  }

  private Map<String, FeatureValue> ofCard() {
    return values(
        List.of(
            "card_tx_count_1d",
            "card_amount_avg_1d",
            "card_tx_count_7d",
            "card_amount_avg_7d",
            "card_tx_count_30d",
            "card_amount_avg_30d"),
        count(4),
        mean(4),
        count(20),
        mean(20),
        count(90),
        mean(90));
  }

  private Map<String, FeatureValue> ofTerminal() {
    return values(
        List.of(
            "terminal_tx_count_1d",
            "terminal_risk_1d",
            "terminal_tx_count_7d",
            "terminal_risk_7d",
            "terminal_tx_count_30d",
            "terminal_risk_30d"),
        count(3),
        risk(3),
        count(10),
        risk(10),
        count(40),
        risk(40));
  }

  private static Map<String, FeatureValue> values(List<String> names, double... numbers) {
    Map<String, FeatureValue> values = new LinkedHashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      values.put(names.get(i), FeatureValue.of(numbers[i]));
    }
    return values;
  }

  private Map<String, FeatureValue> score() {
    return Map.of(Assessment.SCORE, FeatureValue.of(random.nextFloat() / 10));
  }

  private Position position(String topic) {
    return new Position("card-fraud." + topic, random.nextInt(4), 250_000 + events);
  }

  private double amount() {
    return random.nextInt(100, 20_000) / 100.0;
  }

  private double count(int most) {
    return random.nextInt(1, most + 1);
  }

  private double mean(int count) {
    return random.nextInt(100 * count, 20_000 * count) / 100.0 / count;
  }

  private double risk(int count) {
    return random.nextInt(10) == 0 ? 1.0 / random.nextInt(1, count + 1) : 0;
  }
}
