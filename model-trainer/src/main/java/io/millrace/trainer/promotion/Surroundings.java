package io.millrace.trainer.promotion;

import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.trainer.ScoringModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Where a learner works.
///
/// @param pipeline that the service was started with
/// @param folder of that pipeline
/// @param scratch a folder of its own
/// @param layouts the services of each layout, which must admit a release
/// @param client properties of a Kafka client
/// @param runtime loads the models of releases
/// @param patience how long it waits for an admission
public record Surroundings(
    PipelineDefinition pipeline,
    Path folder,
    Path scratch,
    List<List<String>> layouts,
    Map<String, Object> client,
    Function<ModelDefinition, ScoringModels> runtime,
    Duration patience) {

  public Surroundings {
    layouts = layouts.stream().map(List::copyOf).toList();
    client = new HashMap<>(client);
  }

  LearningDefinition learning() {
    return Objects.requireNonNull(pipeline.learning());
  }

  /// The shape of the models that are trained.
  ModelDefinition model() {
    return learning().model();
  }
}
