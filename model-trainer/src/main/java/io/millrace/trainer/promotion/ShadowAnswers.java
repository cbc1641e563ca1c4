package io.millrace.trainer.promotion;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.drift.RecentValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a candidate has served as shadow: whether it answered, how fast, and whether its scores are
/// distributed as in its training.
final class ShadowAnswers {
  /// A candidate may leave so many more events without a score than what is in charge.
  private static final double MORE_FALLBACKS = 0.001;

  /// A candidate may take so much longer.
  private static final double LONGER = 2;

  /// Faster than this is fast enough, whatever the other takes.
  private static final double FAST_ENOUGH_MS = 5;

  private static final double SLOWEST = 0.99;

  private final int candidate;
  private final @Nullable RecentValues candidateScores;
  private final @Nullable RecentValues championScores;
  private final Times champions = new Times();
  private final Times candidates = new Times();
  private long events;
  private long championFallbacks;
  private long candidateFallbacks;

  /// @param ofCandidate its card, absent where it has none
  /// @param ofChampion that of what is in charge
  ShadowAnswers(int candidate, @Nullable ModelCard ofCandidate, @Nullable ModelCard ofChampion) {
    this.candidate = candidate;
    this.candidateScores = ScoreDrift.reference(ofCandidate).orElse(null);
    this.championScores = ScoreDrift.reference(ofChampion).orElse(null);
  }

  /// How long models took.
  private static final class Times {
    private final List<Long> micros = new ArrayList<>();

    private void add(@Nullable Long time) {
      if (time != null) {
        micros.add(time);
      }
    }

    private boolean isEmpty() {
      return micros.isEmpty();
    }

    /// The time that all but one in a hundred were within, in milliseconds; 0 without any.
    private double slowest() {
      List<Long> sorted = micros.stream().sorted().toList();
      return sorted.isEmpty() ? 0 : sorted.get((int) (SLOWEST * (sorted.size() - 1))) / 1e3;
    }
  }

  /// Takes a prediction; one that the candidate was not asked about is passed over.
  void take(Prediction prediction, InferenceTimes times) {
    Assessment shadow = prediction.shadow();
    if (shadow == null || shadow.release() != candidate) {
      return;
    }
    events++;
    championFallbacks += prediction.judged().fallback() == null ? 0 : 1;
    candidateFallbacks += shadow.score().isPresent() ? 0 : 1;
    champions.add(times.judged());
    candidates.add(times.shadow());
    if (candidateScores != null) {
      shadow.score().ifPresent(candidateScores::add);
    }
    if (championScores != null) {
      prediction.judged().score().ifPresent(championScores::add);
    }
  }

  /// How many events it was asked about.
  long events() {
    return events;
  }

  /// Whether that is good enough.
  List<Gate> gates(Promotion promotion) {
    return List.of(drift(promotion.drift()), fallbacks(), latency());
  }

  /// What is in charge may have drifted too: a candidate need not be nearer to its training than
  /// that. Where no model is in charge there is nothing to lose.
  private Gate drift(double limit) {
    double drift = drift(candidateScores);
    double champion = drift(championScores);
    double most = Double.isNaN(champion) ? limit : Math.max(limit, champion);
    return new Gate(
        "score_drift",
        champions.isEmpty() || !(drift > most),
        Double.isNaN(drift)
            ? "not known: too few scores, or a card without quantiles"
            : String.format(
                Locale.ROOT,
                "%.3f from its training, at most %.3f is allowed beside a model",
                drift,
                most));
  }

  private static double drift(@Nullable RecentValues scores) {
    return scores == null ? Double.NaN : scores.drift();
  }

  private Gate fallbacks() {
    double champion = share(championFallbacks);
    double share = share(candidateFallbacks);
    return new Gate(
        "fallbacks",
        share <= champion + MORE_FALLBACKS,
        String.format(
            Locale.ROOT,
            "%d of %,d events without a score, %d of them without one from what is in charge",
            candidateFallbacks,
            events,
            championFallbacks));
  }

  private double share(long fallbacks) {
    return events == 0 ? 0 : (double) fallbacks / events;
  }

  private Gate latency() {
    double most = Math.max(FAST_ENOUGH_MS, LONGER * champions.slowest());
    return new Gate(
        "latency",
        champions.isEmpty() || candidates.slowest() <= most,
        String.format(
            Locale.ROOT,
            "99 %% within %.2f ms, what is in charge within %.2f ms, at most %.2f ms are allowed beside a model",
            candidates.slowest(),
            champions.slowest(),
            most));
  }
}
