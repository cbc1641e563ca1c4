package io.millrace.eventfeatures;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.runtime.ServiceContext;

/// What processor-b does with each event, for any processor that is fed with events.
public final class EventStage {
  private final EventParts parts;
  private final Counter failedParts;

  public EventStage(ServiceContext context) {
    this.parts = new EventParts(context.releases());
    this.failedParts =
        context
            .metrics()
            .counter(
                "millrace.feature.parts.failed",
                "Parts of an event's features that could not be computed",
                "part",
                Part.EVENT.name());
  }

  /// The event's own part of its features, computed from the record at `source`.
  public FeaturePart part(RoutedEvent routed, Position source) {
    FeaturePart part = parts.of(routed, source);
    if (part.values() instanceof FeaturePart.Failed) {
      failedParts.increment();
    }
    return part;
  }
}
