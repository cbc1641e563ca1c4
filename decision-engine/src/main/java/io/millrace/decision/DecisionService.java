package io.millrace.decision;

import io.millrace.contracts.PipelineTopics;
import io.millrace.runtime.RecordedLists;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;

/// decision-engine: decides each event by the pipeline's policy.
public final class DecisionService implements Service {
  static final String NAME = "decision-engine";

  private final Function<ServiceContext, RecordedLists> lists;

  public DecisionService() {
    this(ServiceContext::lists);
  }

  /// @param lists how the service gets to know the lists
  DecisionService(Function<ServiceContext, RecordedLists> lists) {
    this.lists = lists;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Topology topology(ServiceContext context) {
    PipelineTopics topics = context.topics();
    DecisionTopology.Streams out =
        new DecisionTopology(context, lists.apply(context))
            .decide(context.read(topics.predictions()));
    context.write(out.decisions(), topics.decisions());
    context.write(out.actions(), topics.actions());
    return context.builder().build();
  }
}
