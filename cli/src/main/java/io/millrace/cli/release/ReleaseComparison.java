package io.millrace.cli.release;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.Lists;
import io.millrace.decision.Policy;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds what two releases said of the same events against each other, whichever of them judged.
final class ReleaseComparison {
  private final Side one;
  private final Side other;
  private final Map<String, Map<String, Long>> decisions = new TreeMap<>();
  private long events;
  private long disagreements;
  private long bothScored;
  private double sumOfDifferences;
  private double greatestDifference;

  ReleaseComparison(int one, PipelineDefinition ofOne, int other, PipelineDefinition ofOther) {
    this.one = new Side(one, ofOne);
    this.other = new Side(other, ofOther);
  }

  /// A release, and what it said.
  private static final class Side {
    private final int release;
    private final Policy policy;
    private final Sample scores = new Sample();
    private final Sample inferenceMicros = new Sample();
    private long judged;
    private long fallbacks;

    private Side(int release, PipelineDefinition pipeline) {
      this.release = release;
      this.policy = Policy.of(pipeline);
    }

    private String decide(Prediction prediction, Lists lists) {
      fallbacks += prediction.judged().fallback() == null ? 0 : 1;
      prediction.score().ifPresent(scores::add);
      return policy.judge(prediction, lists).outcome();
    }

    private void took(@Nullable Long micros) {
      if (micros != null) {
        inferenceMicros.add(micros);
      }
    }

    private Summary summary() {
      return new Summary(
          release,
          judged,
          scores.size(),
          fallbacks,
          scores.quantiles(),
          inferenceMicros.quantiles());
    }
  }

  /// What a release said.
  ///
  /// @param judged events that it judged itself; of the others it was the shadow
  /// @param scored events with a score
  /// @param fallbacks events without one although it has a model for them
  /// @param quantiles of the scores
  /// @param inferenceMicros quantiles of how long its model ran, over the events whose records say
  ///   so; empty where none does
  record Summary(
      int release,
      long judged,
      long scored,
      long fallbacks,
      Map<Double, Double> quantiles,
      Map<Double, Double> inferenceMicros) {}

  /// What came of it.
  ///
  /// @param events that both were asked about
  /// @param meanDifference of the scores, without sign; NaN if none has both
  /// @param greatestDifference the same
  /// @param disagreements events that they would decide otherwise
  /// @param decisions how many events by what the one and the other would decide
  record Report(
      long events,
      Summary one,
      Summary other,
      double meanDifference,
      double greatestDifference,
      long disagreements,
      Map<String, Map<String, Long>> decisions) {}

  /// Takes a prediction, and how long the models took for it; passes over those that not both were
  /// asked about.
  ///
  /// @param lists as they were when the event was ingested
  void take(Prediction prediction, InferenceTimes times, Lists lists) {
    Assessment shadow = prediction.shadow();
    if (shadow == null) {
      return;
    }
    int judging = prediction.judged().release();
    if (judging == one.release && shadow.release() == other.release) {
      one.judged++;
      one.took(times.judged());
      other.took(times.shadow());
      compare(prediction, prediction.byShadow(), lists);
    } else if (judging == other.release && shadow.release() == one.release) {
      other.judged++;
      other.took(times.judged());
      one.took(times.shadow());
      compare(prediction.byShadow(), prediction, lists);
    }
  }

  private void compare(Prediction byOne, Prediction byOther, Lists lists) {
    events++;
    String first = one.decide(byOne, lists);
    String second = other.decide(byOther, lists);
    disagreements += first.equals(second) ? 0 : 1;
    decisions.computeIfAbsent(first, _ -> new TreeMap<>()).merge(second, 1L, Long::sum);
    OptionalDouble score = byOne.score();
    OptionalDouble otherScore = byOther.score();
    if (score.isPresent() && otherScore.isPresent()) {
      double difference = Math.abs(score.getAsDouble() - otherScore.getAsDouble());
      bothScored++;
      sumOfDifferences += difference;
      greatestDifference = Math.max(greatestDifference, difference);
    }
  }

  Report report() {
    double mean = bothScored == 0 ? Double.NaN : sumOfDifferences / bothScored;
    return new Report(
        events,
        one.summary(),
        other.summary(),
        mean,
        bothScored == 0 ? Double.NaN : greatestDifference,
        disagreements,
        decisions);
  }
}
