package io.millrace.eventfeatures;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Releases;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Orders with an amount and a number of items; `share_of_items` fails where there are none.
final class TestPipeline {
  static final Part CARD = Part.ofEntity("card");

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

  /// An event of Saturday, 2 June 2018, with this payload.
  static RoutedEvent event(String id, String json, Part... parts) {
    Event event =
        new Event(
            id,
            Instant.parse("2018-06-02T10:00:00Z"),
            List.of(new EntityKey("card", "42")),
            new Position("orders.raw", 2, 17),
            Payload.of(json));
    return new RoutedEvent(event, RoutingSlip.of(List.of(parts)));
  }
}
