package io.millrace.model;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.About;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutingSlip;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Events of cards at terminals, and their parts.
final class TestEvents {
  static final Part CARD = Part.ofEntity("card");
  static final Part TERMINAL = Part.ofEntity("terminal");
  static final List<Part> PARTS = List.of(CARD, TERMINAL, Part.EVENT);

  private TestEvents() {}

  static Event event(String id) {
    return new Event(
        id,
        Instant.parse("2018-06-01T10:00:00Z"),
        List.of(new EntityKey("card", "42"), new EntityKey("terminal", "7")),
        new Position("test.raw", 0, 17),
        Payload.of("{\"tx_id\":\"" + id + "\",\"amount\":12.5}"));
  }

  /// What a part says of itself; the first of the parts carries the event.
  static About about(String eventId, Part part, List<Part> parts) {
    Position source =
        new Position(part.equals(Part.EVENT) ? "test.events-b" : "test.events-a", 0, 5);
    return new About(
        eventId,
        part,
        RoutingSlip.of(parts),
        source,
        parts.getFirst().equals(part) ? event(eventId) : null);
  }

  /// A part with all its features: one number that is told here, and of the event a text too.
  static FeaturePart part(String eventId, Part part, List<Part> parts, double value) {
    Map<String, FeatureValue> values =
        switch (part.name()) {
          case "a:card" -> Map.of("card_tx_count_1d", FeatureValue.of(value));
          case "a:terminal" -> Map.of("terminal_risk_7d", FeatureValue.of(value));
          default -> Map.of("amount", FeatureValue.of(value), "channel", FeatureValue.of("web"));
        };
    return new FeaturePart(about(eventId, part, parts), new FeaturePart.Computed(values));
  }
}
