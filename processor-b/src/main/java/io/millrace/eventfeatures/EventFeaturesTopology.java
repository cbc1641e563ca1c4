package io.millrace.eventfeatures;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutedEvent;
import io.millrace.runtime.ServiceContext;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From events to the features of the events themselves.
final class EventFeaturesTopology {
  private final EventParts parts;
  private final Counter failedParts;

  EventFeaturesTopology(ServiceContext context) {
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

  /// Events by their id in, one part of the features of each out.
  KStream<String, FeaturePart> featuresOf(KStream<String, RoutedEvent> events) {
    return events.processValues(
        () -> new ComputeEventFeatures(parts, failedParts), Named.as("compute-event-features"));
  }
}
