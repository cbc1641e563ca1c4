package io.millrace.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.trainer.DayRange;
import io.millrace.trainer.EvaluationPlan;
import io.millrace.trainer.EvaluationPlan.KnownPositives;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyWeeksTest {

  @Test
  void theHandbooksHistoryIsJudgedByItsPublishedWeekAndTheTwoBefore() {
    StudyWeeks weeks = StudyWeeks.between(day("2018-04-01"), day("2018-08-14"));

    assertThat(weeks.pooled())
        .containsExactly(
            week("2018-07-25", "2018-07-31"),
            week("2018-08-01", "2018-08-07"),
            week("2018-08-08", "2018-08-14"));
    assertThat(weeks.all()).hasSize(19).endsWith(week("2018-08-08", "2018-08-14"));
    assertThat(weeks.all()).startsWith(week("2018-04-04", "2018-04-10"));
  }

  @Test
  void aLongerHistoryIsJudgedByTheSameWeeks() {
    StudyWeeks weeks = StudyWeeks.between(day("2018-07-20"), day("2018-09-01"));

    assertThat(weeks.pooled())
        .startsWith(week("2018-07-25", "2018-07-31"))
        .endsWith(week("2018-08-08", "2018-08-14"));
    assertThat(weeks.all())
        .containsExactly(
            week("2018-07-25", "2018-07-31"),
            week("2018-08-01", "2018-08-07"),
            week("2018-08-08", "2018-08-14"),
            week("2018-08-15", "2018-08-21"),
            week("2018-08-22", "2018-08-28"));
  }

  @Test
  void anyOtherHistoryIsJudgedByItsLastWholeWeeks() {
    StudyWeeks weeks = StudyWeeks.between(day("2020-01-01"), day("2020-01-31"));

    assertThat(weeks.all())
        .containsExactly(
            week("2020-01-04", "2020-01-10"),
            week("2020-01-11", "2020-01-17"),
            week("2020-01-18", "2020-01-24"),
            week("2020-01-25", "2020-01-31"));
    assertThat(weeks.pooled()).isEqualTo(weeks.all().subList(1, 4));
    assertThat(StudyWeeks.between(day("2020-01-01"), day("2020-01-09")).pooled())
        .containsExactly(week("2020-01-03", "2020-01-09"));
    assertThat(StudyWeeks.between(day("2020-01-01"), day("2020-01-06")).all()).isEmpty();
  }

  @Test
  void aWeekKnowsThePositivesOfTheWeekThatEndedAWeekBeforeAndOfLaterDays() {
    EvaluationPlan plan = StudyWeeks.plan(week("2018-08-08", "2018-08-14"), "card");

    assertThat(plan.known()).isEqualTo(new KnownPositives("card", day("2018-07-25"), 7));
    assertThat(plan.days()).isEqualTo(week("2018-08-08", "2018-08-14"));
    assertThat(List.of(StudyWeeks.endingWith(day("2018-08-14")))).containsExactly(plan.days());
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static DayRange week(String from, String to) {
    return new DayRange(day(from), day(to));
  }
}
