package io.millrace.cli.study;

import io.millrace.cli.history.Label;
import io.millrace.cli.history.PastEvent;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Events of the past, and what was decided of them.
final class Events {
  static final Instant START = Instant.parse("2018-04-01T00:00:00Z");

  private Events() {}

  static PastEvent at(String id, String time) {
    return of(id, Instant.parse(time), "card", null);
  }

  /// One that turns out genuine.
  static PastEvent labelled(String id, String time, Duration delay) {
    Instant happened = Instant.parse(time);
    return of(id, happened, "card", new Label(FeatureValue.of(0), happened.plus(delay)));
  }

  static PastEvent of(String id, Instant time, String card, @Nullable Label label) {
    return new PastEvent(id, time, List.of(new EntityKey("card", card)), Payload.of("{}"), label);
  }

  static Instant knownAt(PastEvent event) {
    return Objects.requireNonNull(event.outcome()).knownAt();
  }

  static Decision decided(PastEvent event, int release, Map<String, FeatureValue> scores) {
    return new Decision(
        event.id(),
        event.time(),
        event.entities(),
        "APPROVE",
        1,
        List.of(),
        List.of(),
        List.of(),
        release,
        scores,
        null,
        List.of(),
        List.of(),
        new Position("raw", 0, 0),
        new Position("predictions", 0, 0));
  }
}
