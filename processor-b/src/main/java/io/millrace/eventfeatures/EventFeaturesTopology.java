package io.millrace.eventfeatures;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.RoutedEvent;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From events to the features of the events themselves.
final class EventFeaturesTopology {

  private EventFeaturesTopology() {}

  /// Events by their id in, one part of the features of each out.
  static KStream<String, FeaturePart> features(
      EventStage stage, KStream<String, RoutedEvent> events) {
    return events.processValues(
        () -> new ComputeEventFeatures(stage), Named.as("compute-event-features"));
  }
}
