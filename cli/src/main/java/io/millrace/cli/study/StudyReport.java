package io.millrace.cli.study;

import io.millrace.trainer.DayRange;
import io.millrace.trainer.EvaluationReport;
import io.millrace.trainer.RecordedScores;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// How well whoever was in charge did at each moment, and what came of learning.
///
/// @param weeks whole weeks, the earliest first
/// @param pooledDays the weeks that count, as one
/// @param pooled how it did in those, each by its own filter, all in one ranking
/// @param sliding how it did in the seven days that end with each day
record StudyReport(
    Replayed replayed,
    List<Week> weeks,
    List<DayRange> pooledDays,
    EvaluationReport pooled,
    List<Sliding> sliding,
    List<Lessons.Lesson> lessons) {
  static final String AVERAGE_PRECISION = "average_precision";
  static final String AUC_ROC = "auc_roc";

  StudyReport {
    weeks = List.copyOf(weeks);
    pooledDays = List.copyOf(pooledDays);
    sliding = List.copyOf(sliding);
    lessons = List.copyOf(lessons);
  }

  /// What was replayed.
  ///
  /// @param labelDelayDays how long after its event an outcome became known, in days
  /// @param trainings how many models were trained meanwhile
  record Replayed(
      LocalDate from,
      LocalDate until,
      double labelDelayDays,
      long events,
      long outcomes,
      int trainings,
      double seconds) {

    double eventsPerSecond() {
      return seconds > 0 ? events / seconds : 0;
    }
  }

  /// @param releases how many events each release judged
  record Week(DayRange days, EvaluationReport report, SortedMap<Integer, Integer> releases) {
    Week {
      releases = Collections.unmodifiableSortedMap(new TreeMap<>(releases));
    }

    OptionalDouble metric(String name) {
      return StudyReport.metric(report, name);
    }
  }

  /// @param day the last of the seven days
  record Sliding(LocalDate day, double averagePrecision) {}

  /// Judges what was recorded of a history.
  ///
  /// @param entity the first one of the pipeline, whose known positives are left out
  static StudyReport of(
      Replayed replayed, StudiedEvents events, String entity, List<Lessons.Lesson> lessons) {
    StudyWeeks weeks = StudyWeeks.between(replayed.from(), replayed.until());
    RecordedScores scores = events.scores(entity);
    return new StudyReport(
        replayed,
        weeks.all().stream()
            .map(week ->
                new Week(
                    week, scores.evaluate(StudyWeeks.plan(week, entity)), events.releases(week)))
            .toList(),
        weeks.pooled(),
        scores.pooled(weeks.pooled().stream().map(week -> StudyWeeks.plan(week, entity)).toList()),
        sliding(replayed, scores, entity),
        lessons);
  }

  private static List<Sliding> sliding(Replayed replayed, RecordedScores scores, String entity) {
    return replayed
        .from()
        .plusDays(StudyWeeks.DAYS - 1)
        .datesUntil(replayed.until().plusDays(1))
        .flatMap(day ->
            metric(
                    scores.evaluate(StudyWeeks.plan(StudyWeeks.endingWith(day), entity)),
                    AVERAGE_PRECISION)
                .stream()
                .mapToObj(value -> new Sliding(day, value)))
        .toList();
  }

  OptionalDouble averagePrecision() {
    return metric(pooled, AVERAGE_PRECISION);
  }

  private static OptionalDouble metric(EvaluationReport report, String name) {
    Double value = report.metrics().get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
