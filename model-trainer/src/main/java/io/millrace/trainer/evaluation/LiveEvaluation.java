package io.millrace.trainer.evaluation;

import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Example;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.runtime.StageMetrics;
import java.io.Closeable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Holds the scores by which events were decided against what really happened, and tells at the end
/// of each day how well they have done over the last while.
///
/// What it tells is a function of the examples in the order of their topic. A day ends when an
/// example of a later one matures; days without examples are not told. After a restart the examples
/// are read again, and all days end again: so it is given the day that was told last, and tells
/// none before and not that one.
///
/// Memory is bounded by the window and by [#MOST_JUDGEMENTS]. To be used by one thread; its metrics
/// are read by others.
public final class LiveEvaluation implements Closeable {
  /// Of more events in the window the oldest do not count.
  static final int MOST_JUDGEMENTS = 500_000;

  /// Each is two series of each group.
  private static final int MOST_THRESHOLDS = 8;

  private final LearningDefinition.Evaluation definition;
  private final Consumer<Evaluation> told;
  private final Judging judging;
  private final DayEvaluator evaluator;
  private final EvaluationGauges gauges;
  private final JudgementWindow window = new JudgementWindow(MOST_JUDGEMENTS);
  private @Nullable LocalDate lastTold;
  private @Nullable LocalDate today;

  /// @param thresholds the numbers that the policy compares the score with: the first eight count
  /// @param lastTold the last day whose record of all is on the topic, absent where there is none:
  ///   it is written last of a day, so a day that a crash has cut off is told again
  /// @param told takes what is to be written, in this order
  public LiveEvaluation(
      LearningDefinition.Evaluation definition,
      List<Double> thresholds,
      @Nullable LocalDate lastTold,
      StageMetrics metrics,
      Consumer<Evaluation> told) {
    this.definition = definition;
    this.told = told;
    this.lastTold = lastTold;
    List<Double> first = thresholds.subList(0, Math.min(MOST_THRESHOLDS, thresholds.size()));
    judging = new Judging(definition.segments());
    evaluator = new DayEvaluator(definition.segments(), first);
    gauges = new EvaluationGauges(metrics, first);
  }

  /// Takes the next example, in the order of the topic and from its beginning. One of an event that
  /// had another takes its place.
  public void take(Example example) {
    LocalDate day = Judgement.dayOf(example.eventTime());
    if (today == null || day.isAfter(today)) {
      if (today != null) {
        end(today);
      }
      begin(day);
    }
    judging.of(example).ifPresentOrElse(window::put, () -> window.remove(example.eventId()));
  }

  private void begin(LocalDate day) {
    today = day;
    window.beginAt(
        day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minus(definition.window()));
  }

  /// Days before the one that was told last are not computed again; that one is, for the metrics.
  private void end(LocalDate day) {
    if (lastTold != null && day.isBefore(lastTold)) {
      return;
    }
    List<Evaluation> evaluations = evaluator.evaluate(day, window.judgements());
    gauges.show(evaluations);
    if (lastTold == null || day.isAfter(lastTold)) {
      evaluations.forEach(told);
      lastTold = day;
    }
  }

  /// Its metrics go.
  @Override
  public void close() {
    gauges.close();
  }
}
