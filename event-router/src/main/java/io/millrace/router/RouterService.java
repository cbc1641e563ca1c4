package io.millrace.router;

import io.millrace.contracts.PipelineTopics;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import org.apache.kafka.streams.Topology;

/// The stage that sends each event to the processors that its route names, keyed as each of them
/// needs it, and outcomes to the entities that learn from them.
public final class RouterService implements Service {

  @Override
  public String name() {
    return "event-router";
  }

  @Override
  public Topology topology(ServiceContext context) {
    PipelineTopics topics = context.topics();
    RouterTopology.Outputs outputs =
        RouterTopology.of(context.releases(), context.read(topics.events()));
    context.write(outputs.eventsA(), topics.eventsA());
    context.write(outputs.eventsB(), topics.eventsB());
    return context.builder().build();
  }
}
