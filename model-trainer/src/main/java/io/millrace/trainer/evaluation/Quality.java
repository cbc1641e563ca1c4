package io.millrace.trainer.evaluation;

import io.millrace.contracts.Evaluation.AtThreshold;
import io.millrace.contracts.Evaluation.Evidence;
import io.millrace.trainer.DailyInspection;
import io.millrace.trainer.DailyInspection.Suspect;
import io.millrace.trainer.ModelEvaluator;
import io.millrace.trainer.Ranking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How well some judgements were made. One without a score ranks below all that have one.
final class Quality {
  static final String CALIBRATION_ERROR = "calibration_error";
  static final String PRECISION_AT_100 = "precision_at_" + ModelEvaluator.INSPECTED_PER_DAY;

  private final List<Judgement> judgements;

  /// @param judgements in the order of their events
  Quality(List<Judgement> judgements) {
    this.judgements = judgements;
  }

  Evidence evidence() {
    int positives = (int) judgements.stream().filter(Judgement::positive).count();
    return new Evidence(judgements.size(), positives, weight(_ -> true));
  }

  /// The metrics that the judgements can give, by name; none where nothing has a score.
  Map<String, Double> metrics() {
    List<Judgement> scored = judgements.stream().filter(Judgement::isScored).toList();
    if (scored.isEmpty()) {
      return Map.of();
    }
    Map<String, Double> metrics = new TreeMap<>(ranking().metrics());
    Calibration calibration = new Calibration(scored);
    calibration.error().ifPresent(error -> metrics.put(CALIBRATION_ERROR, error));
    metrics.put("mean_score", calibration.meanScore());
    metrics.put("positive_share", calibration.positiveShare());
    metrics.put(PRECISION_AT_100, inspection());
    return metrics;
  }

  private Ranking ranking() {
    float[] scores = new float[judgements.size()];
    boolean[] labels = new boolean[scores.length];
    double[] weights = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      Judgement judgement = judgements.get(i);
      scores[i] = (float) judgement.score();
      labels[i] = judgement.positive();
      weights[i] = judgement.weight();
    }
    return Ranking.of(scores, labels, weights);
  }

  private double inspection() {
    DailyInspection inspection = new DailyInspection();
    Map<String, Integer> entities = new HashMap<>();
    for (Judgement judgement : judgements) {
      int entity = entities.computeIfAbsent(judgement.entity(), _ -> entities.size());
      inspection.see(
          (int) judgement.day().toEpochDay(),
          new Suspect(entity, judgement.score(), judgement.positive(), judgement.weight()));
    }
    return inspection.precision(ModelEvaluator.INSPECTED_PER_DAY);
  }

  /// What comes of the scores that are no less than a threshold.
  AtThreshold at(double threshold) {
    Predicate<Judgement> isAbove = judgement -> judgement.score() >= threshold;
    double hits = weight(isAbove.and(Judgement::positive));
    return new AtThreshold(
        threshold, share(hits, weight(isAbove)), share(hits, weight(Judgement::positive)));
  }

  private double weight(Predicate<Judgement> counted) {
    return judgements.stream().filter(counted).mapToDouble(Judgement::weight).sum();
  }

  private static @Nullable Double share(double part, double whole) {
    return whole == 0 ? null : part / whole;
  }
}
