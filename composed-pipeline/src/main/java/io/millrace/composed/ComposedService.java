package io.millrace.composed;

import io.millrace.contracts.PipelineTopics;
import io.millrace.entityfeatures.EntityFeaturesService;
import io.millrace.ingestion.IngestionService;
import io.millrace.model.ModelService;
import io.millrace.router.RouterTopology;
import io.millrace.runtime.Profile;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// The composed layout: what the services from `raw` to decisions do, in the place of all of them.
public final class ComposedService implements Service {

  @Override
  public String name() {
    return "composed-pipeline";
  }

  @Override
  public boolean assignsReleases() {
    return true;
  }

  @Override
  public Topology topology(ServiceContext context) {
    PipelineTopics topics = context.topics();
    IngestionService.ingest(context);

    ComposedTopology composed = new ComposedTopology(context);
    KStream<String, Enriched> begun =
        composed.begin(RouterTopology.route(context.releases(), context.read(topics.events())));
    KStream<String, Enriched> enriched =
        composed.goOn(context.read(topics.enriched())).merge(begun, Named.as("all-enriched"));
    ComposedTopology.Ways ways = composed.goingFrom(enriched);
    context.write(ways.toNextEntity(), topics.enriched());

    ComposedTopology.Outputs out = composed.decide(ways.complete());
    context.write(out.predictions(), topics.predictions());
    context.write(out.decided().decisions(), topics.decisions());
    context.write(out.decided().actions(), topics.actions());
    return context.builder().build();
  }

  /// It does the work of all stages: for throughput on all processors. Each thread has a producer,
  /// and so smaller batches and more requests; latency is better with one.
  @Override
  public int threads(Profile profile) {
    return profile == Profile.THROUGHPUT ? Runtime.getRuntime().availableProcessors() : 1;
  }

  @Override
  public Map<String, Object> streamsProperties() {
    Map<String, Object> properties = new HashMap<>(new EntityFeaturesService().streamsProperties());
    properties.putAll(new ModelService().streamsProperties());
    // Records of two topics come together in a task, and none waits for the other: to look whether
    // it should costs more than most stages. Which of them comes first is promised nowhere; an
    // outcome counts from when it has come.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    return properties;
  }
}
