package io.millrace.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.study.Lessons.Kind;
import io.millrace.cli.study.Lessons.Lesson;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LessonsTest {
  private static final Instant AT = Instant.parse("2018-05-01T00:00:00Z");
  private static final Instant SINCE = Instant.parse("2018-05-08T03:00:00Z");
  private static final Gate BETTER = new Gate("average_precision", true, "0.71 against 0.65");
  private static final Gate SLOW = new Gate("latency", false, "12 ms against 3 ms");

  private final Lessons lessons = new Lessons();

  @Test
  void aReleaseTakesOverByTheGatesOfItsRun() {
    take(new Judged(1, AT, 7, List.of(SLOW)));
    take(new Judged(2, AT, 8, List.of(BETTER)));
    take(new Promoted(2, AT, 8, 3, 5));

    assertThat(lessons.all())
        .containsExactly(new Lesson(Kind.PROMOTED, 2, 8, AT, SINCE, List.of(BETTER), ""));
  }

  @Test
  void aCandidateIsRefusedForWhatItLacked() {
    take(new Judged(1, AT, 7, List.of(BETTER, SLOW)));
    take(new Dropped(1, AT, 7, "it did not pass"));
    take(new TrainingFailed(2, AT, "too few positives"));

    assertThat(lessons.all())
        .containsExactly(
            new Lesson(Kind.REFUSED, 1, 7, AT, SINCE, List.of(BETTER, SLOW), "it did not pass"),
            new Lesson(Kind.REFUSED, 2, null, AT, SINCE, List.of(), "too few positives"));
  }

  @Test
  void aReleaseIsTakenBackForWhatTheWatchHasSeen() {
    take(new Promoted(4, AT, 9, 8, 6));
    take(new RolledBack(4, AT, 9, 8, List.of(SLOW)));

    assertThat(lessons.all())
        .containsExactly(
            new Lesson(Kind.PROMOTED, 4, 9, AT, SINCE, List.of(), ""),
            new Lesson(
                Kind.ROLLED_BACK, 4, 9, AT, SINCE, List.of(SLOW), "release 8 is in charge again"));
  }

  @Test
  void whatNoTrainingHasPutInChargeIsTold() {
    take(new Assigned(AT, 0, 0, 0, Cause.ASSIGN, "the folder"));
    take(new Assigned(AT, 9, 8, 6, Cause.ASSIGN, "a try"));
    take(new Assigned(AT, 8, 9, 7, Cause.WITHDRAWAL, ""));

    assertThat(lessons.all())
        .containsExactly(
            new Lesson(Kind.ASSIGNED, 0, 9, AT, SINCE, List.of(), "assign: a try"),
            new Lesson(Kind.ASSIGNED, 0, 8, AT, SINCE, List.of(), "withdrawal"));
  }

  @Test
  void countsTheTrainings() {
    take(new TrainingStarted(1, AT, Trigger.FIRST, 0, 100));
    take(new TrainingStarted(2, AT, Trigger.TIME, 50, 150));

    assertThat(lessons.trainings()).isEqualTo(2);
    assertThat(lessons.all()).isEmpty();
  }

  private void take(LearningEvent event) {
    lessons.take(event, SINCE);
  }
}
