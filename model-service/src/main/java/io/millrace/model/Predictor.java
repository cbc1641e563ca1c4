package io.millrace.model;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Stamp;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.Releases;
import io.millrace.runtime.ServiceContext;
import io.millrace.runtime.StageMetrics;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Predicts the events of a batch: each release that is asked about some of them is asked once,
/// about those that it judges and those that it shadows together.
public final class Predictor implements Closeable {
  /// How many events are predicted at once, at most.
  public static final int LARGEST_BATCH = OnnxModel.LARGEST_BATCH;

  private final ReleaseModels models;

  Predictor(ReleaseModels models) {
    this.models = models;
  }

  /// One with the models of a service's releases, each admitted before it is asked; throws
  /// [InvalidConfiguration] if that of the service's own pipeline is not.
  public static Predictor of(ServiceContext context) {
    Releases releases = context.releases();
    ReleaseModels models = new ReleaseModels(releases, context.metrics());
    Predictor predictor = context.closeAtStop(new Predictor(models));
    context.tryReleases(models::tryOut);
    context.onAssignment(assignment -> {
      models.assigned(assignment);
      releases.completeMarks();
    });
    try {
      models.admit(Releases.FOLDER, context.pipeline());
    } catch (InvalidModel e) {
      models.close();
      throw new InvalidConfiguration(String.valueOf(e.getMessage()));
    }
    return predictor;
  }

  /// One beside any service, for a release's model; throws [InvalidModel] if that is refused.
  public static Predictor beside(Releases releases, int release, StageMetrics metrics) {
    ReleaseModels models = new ReleaseModels(releases, metrics);
    try {
      models.admit(release, releases.pipeline(release));
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
    return new Predictor(models);
  }

  /// An event of the batch, and what was said of it so far.
  private static final class Asked {
    private final JoinedParts parts;
    private @Nullable Answer judged;
    private @Nullable Answer shadow;

    private Asked(JoinedParts parts) {
      this.parts = parts;
    }

    private Stamp stamp() {
      return parts.slip().stamp();
    }
  }

  /// Sees to it that the releases of a stamp can be asked; throws [RejectedRecord] if there is none
  /// of that number.
  public void require(Stamp stamp) {
    models.require(stamp.release());
    if (stamp.shadow() != null) {
      models.require(stamp.shadow());
    }
  }

  /// The predictions, in the order of the events. Those that ask for a release that is there no
  /// more say so: their parts were taken when it was.
  public List<Predicted> predict(List<JoinedParts> batch) {
    List<Asked> events = new ArrayList<>(batch.size());
    batch.forEach(parts -> events.add(new Asked(parts)));
    Map<Integer, List<Asked>> judging = new LinkedHashMap<>();
    Map<Integer, List<Asked>> shadowing = new LinkedHashMap<>();
    for (Asked event : events) {
      ask(event, event.stamp().release(), judging);
      Integer shadow = event.stamp().shadow();
      if (shadow != null) {
        ask(event, shadow, shadowing);
        judging.putIfAbsent(shadow, new ArrayList<>());
      }
    }
    judging.forEach(
        (release, judged) -> assess(release, judged, shadowing.getOrDefault(release, List.of())));
    List<Predicted> predicted = new ArrayList<>(events.size());
    events.forEach(event -> predicted.add(predicted(event)));
    return predicted;
  }

  private static void ask(Asked event, int release, Map<Integer, List<Asked>> byRelease) {
    byRelease.computeIfAbsent(release, _ -> new ArrayList<>()).add(event);
  }

  private void assess(int release, List<Asked> judged, List<Asked> shadowed) {
    try (SharedModel<ReleaseScorer>.Lease lease = models.lease(release)) {
      ReleaseScorer scorer = lease.model();
      List<FeatureVector> vectors = new ArrayList<>(judged.size() + shadowed.size());
      judged.forEach(event -> vectors.add(scorer.assembly().judged(event.parts)));
      shadowed.forEach(event -> vectors.add(scorer.assembly().shadow(event.parts)));
      List<Answer> answers = scorer.score(vectors);
      answer(judged, shadowed, answers, scorer.measured().predictions());
    } catch (RejectedRecord e) {
      Answer none = Answer.withoutRun(fallback(release, "model: " + e.getMessage()));
      List<Answer> answers = Collections.nCopies(judged.size() + shadowed.size(), none);
      answer(judged, shadowed, answers, models.missing());
    } catch (IOException e) {
      throw new UncheckedIOException("a model could not be given back", e);
    }
  }

  /// @param answers to those judged, then to those shadowed
  private static void answer(
      List<Asked> judged, List<Asked> shadowed, List<Answer> answers, PredictionCounts counts) {
    for (int i = 0; i < judged.size(); i++) {
      Answer answer = answers.get(i);
      judged.get(i).judged = answer;
      counts.count(PredictionCounts.Role.JUDGE, answer.assessment());
    }
    for (int i = 0; i < shadowed.size(); i++) {
      Answer answer = answers.get(judged.size() + i);
      shadowed.get(i).shadow = answer;
      counts.count(PredictionCounts.Role.SHADOW, answer.assessment());
    }
  }

  private static Assessment fallback(int release, String reason) {
    return new Assessment(release, Map.of(), Map.of(), null, List.of(), reason, List.of());
  }

  private static Predicted predicted(Asked event) {
    Answer judged = Objects.requireNonNull(event.judged);
    Answer shadow = event.shadow;
    return new Predicted(
        new Prediction(
            event.parts.event(),
            judged.assessment(),
            shadow == null ? null : shortened(shadow.assessment(), judged.assessment()),
            sources(event.parts)),
        new InferenceTimes(judged.micros(), shadow == null ? null : shadow.micros()));
  }

  /// Without the features that the judging release has alike.
  private static Assessment shortened(Assessment shadow, Assessment judged) {
    Map<String, FeatureValue> features = new LinkedHashMap<>(shadow.features());
    features.entrySet().removeAll(judged.features().entrySet());
    return new Assessment(
        shadow.release(),
        features,
        shadow.outputs(),
        shadow.model(),
        shadow.degraded(),
        shadow.fallback(),
        shadow.attributions());
  }

  private static Map<Part, Position> sources(JoinedParts parts) {
    Map<Part, Position> sources = new LinkedHashMap<>();
    parts.parts().forEach(part -> sources.put(part.about().part(), part.about().source()));
    return sources;
  }

  @Override
  public void close() {
    models.close();
  }
}
