package io.millrace.eventfeatures;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.RoutedEvent;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/// processor-b: computes the features that need the event alone.
public final class EventFeaturesService implements Service {

  @Override
  public String name() {
    return "processor-b";
  }

  @Override
  public Topology topology(ServiceContext context) {
    KStream<String, RoutedEvent> events = context.read(context.topics().eventsB());
    KStream<String, FeaturePart> parts =
        EventFeaturesTopology.features(new EventStage(context), events);
    context.write(parts, context.topics().featuresB());
    return context.builder().build();
  }
}
