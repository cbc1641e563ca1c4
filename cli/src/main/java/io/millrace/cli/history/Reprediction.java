package io.millrace.cli.history;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.About;
import io.millrace.contracts.FeaturePart.Computed;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.model.JoinedParts;
import io.millrace.model.Predicted;
import io.millrace.model.Predictor;
import io.millrace.router.RecordedRouting;
import io.millrace.router.Routing;
import io.millrace.runtime.Releases;
import io.millrace.runtime.StageMetrics;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Predicts recorded events as a release would have, if it had judged them: with its features of
/// their log, its routes and its model, all by the code that runs live.
///
/// First comes all of the log, then the events.
public final class Reprediction implements Closeable {
  private final int release;
  private final PipelineDefinition pipeline;
  private final EventContract contract;
  private final LoggedFeatures logged;
  private final RecordedRouting routing;
  private final Predictor predictor;

  /// Loads the release's model; throws [io.millrace.model.InvalidModel] if it is refused.
  public Reprediction(Releases releases, int release) {
    this.release = release;
    this.pipeline = releases.pipeline(release);
    this.contract = new EventContract(pipeline);
    this.logged = new LoggedFeatures(pipeline);
    this.routing = new RecordedRouting(releases);
    this.predictor =
        Predictor.beside(
            releases, release, new StageMetrics(new SimpleMeterRegistry(), Tags.empty()));
  }

  /// Takes the log, all of it before the first event.
  public LogReplay log() {
    return logged.log();
  }

  /// What the release's features of an event are made of; empty if the log does not tell all of
  /// them, or the release would not have taken the event.
  public Optional<JoinedParts> parts(Prediction recorded) {
    Event event = recorded.event();
    if (release != Releases.FOLDER) {
      routing.begin(
          event.source().partition(),
          new Assignment(1, release, null, Assignment.Cause.ASSIGN, ""));
    }
    return routing
        .route(event.source(), event)
        .map(Routing.Dispatch::record)
        .flatMap(record -> record instanceof RoutedEvent routed ? parts(routed) : Optional.empty());
  }

  private Optional<JoinedParts> parts(RoutedEvent routed) {
    List<FeaturePart> parts = new ArrayList<>();
    for (Part part : routed.slip().allParts()) {
      FeaturePart.Values values = values(routed.event(), part);
      if (values == null) {
        return Optional.empty();
      }
      parts.add(new FeaturePart(About.of(routed, part, routed.event().source()), values));
    }
    return Optional.of(new JoinedParts(parts));
  }

  private FeaturePart.@Nullable Values values(Event event, Part part) {
    if (part.equals(Part.EVENT)) {
      Map<String, FeatureValue> values = contract.stateless(event);
      return values.isEmpty() && !pipeline.statelessFeatures().isEmpty()
          ? new FeaturePart.Failed("a feature cannot be computed")
          : new Computed(values);
    }
    Map<String, FeatureValue> values = new LinkedHashMap<>();
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      if (part.equals(Part.ofEntity(feature.entity()))) {
        FeatureValue value = logged.of(event.id(), feature.name());
        if (value == null) {
          return null;
        }
        values.put(feature.name(), value);
      }
    }
    return new Computed(values);
  }

  /// What the release says of events, at most [Predictor#LARGEST_BATCH] at once.
  public List<Prediction> predict(List<JoinedParts> events) {
    return predictor.predict(events).stream().map(Predicted::prediction).toList();
  }

  @Override
  public void close() {
    predictor.close();
  }
}
