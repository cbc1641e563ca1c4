package io.millrace.cli.study;

import io.millrace.cli.study.Lessons.Kind;
import io.millrace.cli.study.Lessons.Lesson;
import io.millrace.cli.study.StudyReport.Replayed;
import io.millrace.cli.study.StudyReport.Sliding;
import io.millrace.cli.study.StudyReport.Week;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.trainer.DayRange;
import io.millrace.trainer.EvaluationReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A study of two weeks: a model takes over in the second one, the next one is refused.
final class Studies {
  static final LocalDate FROM = LocalDate.of(2020, 1, 1);
  static final LocalDate UNTIL = LocalDate.of(2020, 1, 14);

  private Studies() {}

  static StudyReport twoWeeks() {
    DayRange first = new DayRange(FROM, FROM.plusDays(6));
    DayRange second = new DayRange(FROM.plusDays(7), UNTIL);
    return new StudyReport(
        new Replayed(FROM, UNTIL, 5, 20_000, 12_000, 2, 40),
        List.of(
            new Week(first, new EvaluationReport(10, 0, Map.of()), new TreeMap<>(Map.of(0, 10))),
            new Week(
                second,
                new EvaluationReport(9, 2, Map.of("average_precision", 0.75, "auc_roc", 0.875)),
                new TreeMap<>(Map.of(0, 3, 1, 6)))),
        List.of(first, second),
        new EvaluationReport(19, 2, Map.of("average_precision", 0.5)),
        List.of(new Sliding(UNTIL.minusDays(1), 0.5), new Sliding(UNTIL, 0.75)),
        List.of(
            lesson(Kind.PROMOTED, 1, 1, "2020-01-09T03:00:00Z", true, ""),
            lesson(Kind.REFUSED, 2, 2, "2020-01-13T00:00:00Z", false, "it is no better")));
  }

  private static Lesson lesson(
      Kind kind, int run, int release, String since, boolean passed, String why) {
    Gate gate = new Gate("average_precision", passed, "0.7 against 0.6 | at least < 0");
    Instant at = Instant.parse("2020-01-02T00:00:00Z");
    return new Lesson(kind, run, release, at, Instant.parse(since), List.of(gate), why);
  }
}
