package io.millrace.trainer.outcomes;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records about events, made for tests.
public final class Records {
  private static final Instant START = Instant.parse("2018-04-01T00:00:00Z");
  private static final List<EntityKey> CARD = List.of(new EntityKey("card", "42"));

  private Records() {}

  public static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  /// A place in `predictions`.
  static Position at(long offset) {
    return new Position("test.predictions", 0, offset);
  }

  public static Prediction prediction(String eventId, Instant time) {
    Event event = new Event(eventId, time, CARD, new Position("test.raw", 0, 1), Payload.of("{}"));
    Assessment judged =
        new Assessment(
            0,
            Map.of("amount", FeatureValue.of(12.5)),
            Map.of(Assessment.SCORE, FeatureValue.of(0.25)),
            null,
            List.of(),
            null,
            List.of());
    return new Prediction(event, judged, null, Map.of());
  }

  static Decision decision(String eventId, Instant time, String outcome) {
    return decision(eventId, time, outcome, null);
  }

  static Decision decision(
      String eventId, Instant time, String outcome, @Nullable HeldBack heldBack) {
    return new Decision(
        eventId,
        time,
        CARD,
        outcome,
        1,
        List.of(),
        heldBack,
        List.of(),
        List.of(),
        0,
        Map.of(),
        null,
        List.of(),
        List.of(),
        new Position("test.raw", 0, 1),
        at(1));
  }

  /// A report of the desk, at an offset of `feedback`.
  public static Outcome outcome(
      String eventId, Instant time, FeatureValue label, Instant knownAt, long offset) {
    return new Outcome(
        eventId, time, CARD, label, knownAt, "desk", new Position("test.feedback", 0, offset));
  }
}
