package io.millrace.trainer;

import io.millrace.contracts.Example;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.OwnClients;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import io.millrace.trainer.outcomes.ExamplesTopology;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/// Learns from what really happened: brings outcomes together with what was predicted.
public final class TrainerService implements Service {

  @Override
  public String name() {
    return "model-trainer";
  }

  @Override
  public boolean assignsReleases() {
    return true;
  }

  /// Those of its learner: it reads the examples that the join writes, one instance of all at a
  /// time, writes down what it does, and has releases tried before it assigns them.
  @Override
  public OwnClients ownClients(PipelineDefinition pipeline) {
    PipelineTopics topics = pipeline.topics();
    return new OwnClients(
        List.of(topics.examples(), topics.learning(), topics.status()),
        List.of(topics.learning()),
        List.of(pipeline.name() + ".model-trainer-learner"),
        List.of(topics.learning().name()),
        true);
  }

  @Override
  public Topology topology(ServiceContext context) {
    LearningDefinition learning = context.pipeline().learning();
    if (learning == null) {
      throw new InvalidConfiguration(
          "%s does not learn: add the section 'learning' to its pipeline.yaml, or leave this service out"
              .formatted(context.pipeline().name()));
    }
    PipelineTopics topics = context.topics();
    KStream<String, Example> examples =
        ExamplesTopology.examples(
            learning,
            context.read(topics.predictions()),
            context.read(topics.decisions()),
            context.read(topics.outcomes()));
    context.write(examples, topics.examples());
    return context.builder().build();
  }
}
