package io.millrace.trainer;

import io.millrace.contracts.Example;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.OwnClients;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceConfig;
import io.millrace.runtime.ServiceContext;
import io.millrace.trainer.outcomes.ExamplesTopology;
import io.millrace.trainer.promotion.LearnerThread;
import io.millrace.trainer.promotion.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/// Learns from what really happened: brings outcomes together with what was predicted, and trains,
/// tries and promotes models by that.
public final class TrainerService implements Service {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Function<ModelDefinition, ScoringModels> runtime;
  private final List<List<String>> layouts;
  private final String madeBy;

  /// @param runtime loads models as those that serve them do
  /// @param layouts the services of each layout, which must admit a release
  /// @param madeBy how its models' cards are signed, such as `millrace 0.1.0`
  public TrainerService(
      Function<ModelDefinition, ScoringModels> runtime, List<List<String>> layouts, String madeBy) {
    this.runtime = runtime;
    this.layouts = layouts.stream().map(List::copyOf).toList();
    this.madeBy = madeBy;
  }

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
        List.of(
            topics.examples(),
            topics.learning(),
            topics.evaluations(),
            topics.status(),
            topics.predictions()),
        List.of(topics.learning(), topics.evaluations()),
        List.of(LearnerThread.group(pipeline.name())),
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
    context.startBeside(context.closeAtStop(learner(context))::start);
    return context.builder().build();
  }

  private LearnerThread learner(ServiceContext context) {
    Path folder = Path.of(context.environment().getOrDefault(ServiceConfig.PIPELINE, "."));
    return new LearnerThread(
        new Surroundings(
            context.pipeline(),
            folder,
            context.folder("learner"),
            layouts,
            context.client("learner"),
            runtime,
            PATIENCE),
        madeBy,
        context.metrics());
  }
}
