package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.trainer.ExampleWindow;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.UnseenExamples;
import io.millrace.trainer.UnseenExamples.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds two releases against each other on matured examples that neither has learned from.
///
/// Both are asked again, by the features that were recorded when the events were decided: so they
/// are judged by the same events, whichever of them was in charge, and by the newest that there
/// are. A release without a model says the same of all events.
final class Judge {
  /// With fewer positives nothing is concluded.
  static final int FEWEST_POSITIVES = 10;

  private final Registry registry;
  private final Promotion promotion;
  private final double confidenceOfALook;
  private final long seed;

  Judge(Registry registry, LearningDefinition learning) {
    this.registry = registry;
    this.promotion = learning.promotion();
    this.confidenceOfALook = Watch.confidenceOfALook(learning);
    this.seed = learning.training().boosting().seed();
  }

  /// What a candidate shows beside what is in charge; empty while there is too little to go by.
  ///
  /// @param since up to when it has learned
  Optional<List<Gate>> candidate(int candidate, int champion, ExampleWindow window, Instant since) {
    UnseenExamples unseen = window.after(since);
    if (unseen.positives() < FEWEST_POSITIVES) {
      return Optional.empty();
    }
    try (Scored scored = new Scored(champion, candidate, window.features())) {
      if (scored.one == null && registry.hasModel(champion)) {
        return Optional.of(List.of(cannotBeAsked(champion)));
      }
      float[] ofChampion = unseen.score(scored.one);
      float[] ofCandidate = unseen.score(scored.other);
      return unseen
          .compare(ofChampion, ofCandidate, promotion.confidence(), seed)
          .map(comparison -> {
            List<Gate> gates = new ArrayList<>();
            gates.add(isBetter(comparison, unseen));
            unseen
                .compareByReporter(ofChampion, ofCandidate, promotion.confidence(), seed)
                .forEach((reporter, one) -> gates.add(isNotWorse(reporter, one)));
            return gates;
          });
    }
  }

  /// Whether what is in charge does worse than what it took over from: failed if so, and empty
  /// while there is too little to go by, or where one of them cannot be asked again: rules alone
  /// may be what somebody wants, and so may other features.
  ///
  /// @param since when it took over
  Optional<Gate> watched(int release, int previous, ExampleWindow window, Instant since) {
    UnseenExamples unseen = window.after(since);
    if (unseen.positives() < FEWEST_POSITIVES) {
      return Optional.empty();
    }
    try (Scored scored = new Scored(release, previous, window.features())) {
      if (scored.one == null || (scored.other == null && registry.hasModel(previous))) {
        return Optional.empty();
      }
      return unseen
          .compare(unseen.score(scored.one), unseen.score(scored.other), confidenceOfALook, seed)
          .map(this::holds);
    }
  }

  /// The models of two releases.
  private final class Scored implements AutoCloseable {
    private final @Nullable ScoringModel one;
    private final @Nullable ScoringModel other;

    private Scored(int one, int other, List<String> features) {
      this.one = registry.model(one, features).orElse(null);
      this.other = registry.model(other, features).orElse(null);
    }

    @Override
    public void close() {
      if (one != null) {
        one.close();
      }
      if (other != null) {
        other.close();
      }
    }
  }

  /// What is said of a candidate that there will never be enough to go by.
  Gate cannotBeJudged(ExampleWindow window, Instant since) {
    UnseenExamples unseen = window.after(since);
    return new Gate(
        "average_precision",
        false,
        String.format(
            Locale.ROOT,
            "not known: of %,d examples since %s %d are positive, at least %d and some that are not must be%s",
            unseen.size(),
            since,
            unseen.positives(),
            FEWEST_POSITIVES,
            heldOut(unseen)));
  }

  private static Gate cannotBeAsked(int release) {
    return new Gate(
        "comparable",
        false,
        "release %d takes other features than what is learned: start model-trainer with its folder"
            .formatted(release));
  }

  private Gate isBetter(Comparison comparison, UnseenExamples unseen) {
    double atLeast = comparison.difference().atLeast(promotion.confidence());
    return new Gate(
        "average_precision",
        atLeast > promotion.margin(),
        String.format(
            Locale.ROOT,
            "%s, with a confidence of %s at least %+.4f, more than %s is asked%s",
            inWords(comparison),
            promotion.confidence(),
            atLeast,
            promotion.margin(),
            heldOut(unseen)));
  }

  private static String heldOut(UnseenExamples unseen) {
    return unseen.heldOut().isEmpty()
        ? ""
        : "; held out, because their share of positives has jumped: " + unseen.heldOut();
  }

  private Gate isNotWorse(String reporter, Comparison comparison) {
    double atMost = comparison.difference().atMost(promotion.confidence());
    return new Gate(
        "reporter " + reporter,
        atMost >= 0 || comparison.positives() < FEWEST_POSITIVES,
        String.format(
            Locale.ROOT,
            "%s, with a confidence of %s at most %+.4f, less than 0 is not allowed",
            inWords(comparison),
            promotion.confidence(),
            atMost));
  }

  private Gate holds(Comparison previous) {
    double atLeast = previous.difference().atLeast(confidenceOfALook);
    return new Gate(
        "average_precision",
        atLeast <= 0,
        String.format(
            Locale.ROOT,
            "the release before would have %s, with a confidence of %s at least %+.4f, more than 0 is not allowed",
            inWords(previous),
            Math.round(confidenceOfALook * 1e5) / 1e5,
            atLeast));
  }

  private static String inWords(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "%.4f against %.4f on %,d examples, %,d of them positive",
        comparison.candidate(),
        comparison.champion(),
        comparison.rows(),
        comparison.positives());
  }
}
