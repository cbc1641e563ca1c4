package io.millrace.cli.study;

import io.millrace.trainer.DayRange;
import io.millrace.trainer.EvaluationPlan;
import io.millrace.trainer.EvaluationPlan.KnownPositives;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The weeks by which a study is judged.
///
/// They are those of [the handbook](https://fraud-detection-handbook.github.io) where the study has
/// them; else they are counted back from its last day.
///
/// @param all whole weeks, the earliest first
/// @param pooled the last of them, at most three, that are judged as one
record StudyWeeks(List<DayRange> all, List<DayRange> pooled) {
  /// The test week for which results are published, and the two before it.
  private static final DayRange PUBLISHED =
      new DayRange(LocalDate.of(2018, 7, 25), LocalDate.of(2018, 8, 14));

  static final int DAYS = 7;
  private static final int POOLED = 3;

  /// In the published protocol a label is known a week after its event, and the week that ended a
  /// week before the test is the one that a model is trained on.
  private static final int DELAY_DAYS = 7;

  StudyWeeks {
    all = List.copyOf(all);
    pooled = List.copyOf(pooled);
  }

  /// Those between two days, both included.
  static StudyWeeks between(LocalDate from, LocalDate until) {
    boolean isPublished = !from.isAfter(PUBLISHED.from()) && !until.isBefore(PUBLISHED.to());
    LocalDate anchor = isPublished ? PUBLISHED.to() : until;
    long later = ChronoUnit.DAYS.between(anchor, until);
    List<DayRange> weeks = new ArrayList<>();
    LocalDate last = anchor.plusDays(later / DAYS * DAYS);
    for (LocalDate to = last; !begin(to).isBefore(from); to = to.minusDays(DAYS)) {
      weeks.addFirst(new DayRange(begin(to), to));
    }
    List<DayRange> counted =
        weeks.stream().filter(week -> !isPublished || !week.to().isAfter(PUBLISHED.to())).toList();
    return new StudyWeeks(
        weeks, counted.subList(Math.max(0, counted.size() - POOLED), counted.size()));
  }

  private static LocalDate begin(LocalDate to) {
    return to.minusDays(DAYS - 1);
  }

  /// The week that ends with a day.
  static DayRange endingWith(LocalDate day) {
    return new DayRange(begin(day), day);
  }

  /// How a week is judged: without the events of an entity that was known to be compromised, by a
  /// positive of the training week or of a day since then whose label is known by now.
  static EvaluationPlan plan(DayRange week, String entity) {
    LocalDate trained = week.from().minusDays(DELAY_DAYS + DAYS);
    return new EvaluationPlan(week, new KnownPositives(entity, trained, DELAY_DAYS));
  }
}
