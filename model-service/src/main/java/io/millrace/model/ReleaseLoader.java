package io.millrace.model;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.Releases;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes scorers of releases, each measured and watched with all others of the same release.
final class ReleaseLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseLoader.class);

  private final Releases releases;
  private final AssignedReleases assigned;
  private final MeasuredReleases measured;
  private final Map<Integer, FailureWatch> watches = new ConcurrentHashMap<>();

  ReleaseLoader(Releases releases, AssignedReleases assigned, MeasuredReleases measured) {
    this.releases = releases;
    this.assigned = assigned;
    this.measured = measured;
  }

  /// Says that there is another assignment: failures before it count no more.
  void assigned(Assignment assignment) {
    watches.values().forEach(watch -> watch.assigned(assignment.number()));
  }

  /// Watches no more over releases that are freed.
  void forget(Set<Integer> freed) {
    watches.keySet().removeAll(freed);
  }

  /// Counts predictions for releases that are there no more.
  PredictionCounts missing() {
    return measured.missing();
  }

  /// The scorer of a release that was admitted before, whatever has become of its model.
  ReleaseScorer loadAgain(int release) {
    PipelineDefinition pipeline = releases.pipeline(release);
    try {
      return load(release, pipeline);
    } catch (InvalidModel e) {
      LOG.warn("release {} cannot be served here any more", release, e);
      ReleaseMetrics metrics = measured.take(release);
      Scorer unusable =
          new UnusableScorer(
              release,
              "model: " + e.getMessage(),
              metrics.scoring(),
              watch(release, Objects.requireNonNull(pipeline.model())));
      return new ReleaseScorer(new FeatureAssembly(pipeline), unusable, metrics);
    }
  }

  /// The scorer of a release; throws [InvalidModel] if its model is refused.
  ReleaseScorer load(int release, PipelineDefinition pipeline) {
    FeatureAssembly assembly = new FeatureAssembly(pipeline);
    ReleaseMetrics metrics = measured.take(release);
    try {
      return new ReleaseScorer(assembly, scorer(release, pipeline, metrics), metrics);
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  private Scorer scorer(int release, PipelineDefinition pipeline, ReleaseMetrics metrics) {
    ModelDefinition definition = pipeline.model();
    if (definition == null) {
      return Scorer.withoutModel(release);
    }
    AdmittedModel model = new ModelAdmission(pipeline, definition).admit();
    Optional<String> singly = model.servedSingly();
    singly.ifPresent(why -> LOG.info("the model of release {} gets single rows: {}", release, why));
    try {
      return new OnnxScorer(release, definition, model, metrics, watch(release, definition));
    } catch (InvalidModel e) {
      ReleaseModels.close(model);
      throw e;
    }
  }

  private FailureWatch watch(int release, ModelDefinition definition) {
    FailureWatch watch =
        watches.computeIfAbsent(
            release, _ -> new FailureWatch(release, definition.withdrawal(), releases));
    watch.assigned(assigned.number());
    return watch;
  }
}
