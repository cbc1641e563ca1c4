package io.millrace.ingestion;

import io.millrace.contracts.PipelineTopics;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import org.apache.kafka.streams.Topology;

/// The stage that producers write to: it lets through what keeps the pipeline's contract, brought
/// to one form, and says of everything else why not.
public final class IngestionService implements Service {

  @Override
  public String name() {
    return "ingestion-service";
  }

  @Override
  public Topology topology(ServiceContext context) {
    ingest(context);
    return context.builder().build();
  }

  /// What the service does, as a part of another one's topology.
  public static void ingest(ServiceContext context) {
    PipelineTopics topics = context.topics();
    IngestionTopology.Outputs outputs =
        IngestionTopology.of(
            context.releases(),
            context.metrics(),
            context.read(topics.raw()),
            context.read(topics.feedback()));
    context.write(outputs.events(), topics.events());
    context.write(outputs.outcomes(), topics.outcomes());
  }
}
