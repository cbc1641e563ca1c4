package io.millrace.entityfeatures;

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
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Releases;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Orders of cards at terminals; a card's features fail where an order has no items.
final class TestPipeline {
  static final EntityKey CARD = new EntityKey("card", "42");
  static final EntityKey TERMINAL = new EntityKey("terminal", "7");
  static final Instant START = Instant.parse("2018-06-01T10:00:00Z");

  private TestPipeline() {}

  static PipelineDefinition orders() {
    return read("/orders");
  }

  /// The folder, and as release 2 orders with other features.
  static Releases releases() {
    return Releases.of(Map.of(0, orders(), 2, read("/orders-2")));
  }

  private static PipelineDefinition read(String folder) {
    try {
      return new PipelineReader().read(Path.of(TestPipeline.class.getResource(folder).toURI()));
    } catch (InvalidPipeline | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// An order of two items, of the card at the terminal, so long after the start.
  static RoutedEvent event(String id, Duration after) {
    return event(id, after, 2);
  }

  static RoutedEvent event(String id, Duration after, int items) {
    Event event =
        new Event(
            id,
            START.plus(after),
            List.of(CARD, TERMINAL),
            new Position("orders.raw", 2, 17),
            Payload.of("{\"amount\": 12.5, \"items\": " + items + "}"));
    return new RoutedEvent(
        event, RoutingSlip.of(List.of(Part.ofEntity("card"), Part.ofEntity("terminal"))));
  }

  /// What an order was found to be, so long after the start.
  static RoutedOutcome outcome(RoutedEvent of, boolean fraud, Duration after) {
    Event event = of.event();
    Outcome outcome =
        new Outcome(
            event.id(),
            event.time(),
            event.entities(),
            FeatureValue.of(fraud ? 1 : 0),
            START.plus(after),
            null,
            new Position("orders.feedback", 2, 3));
    return new RoutedOutcome(outcome, of.stamp());
  }
}
