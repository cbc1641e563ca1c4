package io.millrace.decision;

import io.millrace.contracts.PipelineTopics;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import org.apache.kafka.streams.Topology;

/// decision-engine: decides each event by the pipeline's policy.
public final class DecisionService implements Service {
  static final String NAME = "decision-engine";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Topology topology(ServiceContext context) {
    PipelineTopics topics = context.topics();
    DecisionTopology.Streams out =
        new DecisionTopology(context).decide(context.read(topics.predictions()));
    context.write(out.decisions(), topics.decisions());
    context.write(out.actions(), topics.actions());
    return context.builder().build();
  }
}
