package io.millrace.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Boosting;
import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.contracts.definition.LearningDefinition.Triggers;
import io.millrace.trainer.LearnedModel;
import io.millrace.trainer.promotion.LifeCycle.Charge;
import io.millrace.trainer.promotion.LifeCycle.Signs;
import io.millrace.trainer.promotion.LifeCycle.Situation;
import io.millrace.trainer.promotion.LifeCycle.Supply;
import io.millrace.trainer.promotion.Move.AskBeside;
import io.millrace.trainer.promotion.Move.Begin;
import io.millrace.trainer.promotion.Move.Drop;
import io.millrace.trainer.promotion.Move.Judge;
import io.millrace.trainer.promotion.Move.Notice;
import io.millrace.trainer.promotion.Move.Promote;
import io.millrace.trainer.promotion.Move.Review;
import io.millrace.trainer.promotion.Move.Train;
import io.millrace.trainer.promotion.Stage.Candidate;
import io.millrace.trainer.promotion.Stage.Idle;
import io.millrace.trainer.promotion.Stage.Shadow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
  private static final Gate GOOD = new Gate("average_precision", true, "0.71 against 0.68");
  private static final Gate BAD = new Gate("average_precision", false, "0.61 against 0.68");

  private static final LearningEvent FOUND = new Assigned(day(0), 0, 0, 0, Cause.ASSIGN, "");
  private static final LearningEvent STARTED =
      new TrainingStarted(1, day(10), Trigger.FIRST, 0, 500);
  private static final LearningEvent PUBLISHED = new Published(1, day(10), 4, Map.of());
  private static final LearningEvent SHADOWED = new Shadowed(1, day(17), 4, 9);
  private static final LearningEvent PASSED = new Judged(1, day(24), 4, List.of(GOOD));
  private static final LearningEvent PROMOTED = new Promoted(1, day(24), 4, 0, 10);

  private final LifeCycle lifeCycle = lifeCycle(false);

  @Test
  void trainsTheFirstModelAsSoonAsThereAreEnoughPositives() {
    assertThat(lifeCycle.next(after(), at(3).positives(99).now())).isEmpty();
    assertThat(lifeCycle.next(after(), at(3).now())).contains(new Begin(1, Trigger.FIRST));
  }

  @Test
  void trainsAgainWhenItIsTimeAndThereIsSomethingNew() {
    Progress idle = after(STARTED, PUBLISHED, SHADOWED, PASSED, PROMOTED);

    assertThat(lifeCycle.next(idle, at(16).charge(4, 10).reviewed(24).now())).isEmpty();
    assertThat(lifeCycle.next(idle, at(17).charge(4, 10).reviewed(24).now()))
        .contains(new Begin(2, Trigger.TIME));
    assertThat(lifeCycle.next(idle, at(17).charge(4, 10).reviewed(24).newExamples(0).now()))
        .isEmpty();
  }

  @Test
  void trainsSoonerWhenScoresDriftButNotOnTheSameDay() {
    Progress idle = after(STARTED, PUBLISHED, SHADOWED, PASSED, PROMOTED);

    assertThat(lifeCycle.next(idle, at(12).charge(4, 10).reviewed(24).signs(0.3, Double.NaN).now()))
        .contains(new Begin(2, Trigger.DRIFT));
    assertThat(lifeCycle.next(idle, at(12).charge(4, 10).reviewed(24).signs(0.2, Double.NaN).now()))
        .isEmpty();
    assertThat(
            lifeCycle.next(
                idle, at(12).charge(4, 10).reviewed(24).signs(Double.NaN, Double.NaN).now()))
        .isEmpty();
    assertThat(lifeCycle.next(idle, at(10).charge(4, 10).reviewed(24).signs(0.3, Double.NaN).now()))
        .isEmpty();
  }

  @Test
  void comesBackToATrainingThatWasCutOff() {
    assertThat(lifeCycle.next(after(STARTED), at(10).now()))
        .contains(new Train(new Stage.Training(1, 0, 500)));
  }

  @Test
  void asksACandidateBesideBeforeItIsJudged() {
    assertThat(lifeCycle.next(after(STARTED, PUBLISHED), at(10).now()))
        .contains(new AskBeside(new Candidate(1, 4)));

    Progress shadow = after(STARTED, PUBLISHED, SHADOWED);
    assertThat(lifeCycle.next(shadow, at(23).now())).isEmpty();
    assertThat(lifeCycle.next(shadow, at(24).now()))
        .contains(new Judge(new Shadow(1, 4, day(17), 9)));
  }

  @Test
  void promotesWhatHasPassedAndDropsWhatHasNot() {
    Progress passed = after(STARTED, PUBLISHED, SHADOWED, PASSED);
    assertThat(lifeCycle.next(passed, at(24).now())).contains(new Promote(1, 4));

    Progress failed =
        after(
            STARTED,
            PUBLISHED,
            SHADOWED,
            new Judged(1, day(24), 4, List.of(GOOD, BAD)),
            new Dropped(1, day(24), 4, "it is worse"));
    assertThat(failed.stage()).isEqualTo(new Idle());
  }

  @Test
  void waitsForAPersonWhereOneIsRequired() {
    LifeCycle asking = lifeCycle(true);
    Progress passed = after(STARTED, PUBLISHED, SHADOWED, PASSED);

    assertThat(asking.next(passed, at(25).now())).isEmpty();
    assertThat(asking.next(passed.after(ordered(Order.APPROVE)), at(25).now()))
        .contains(new Promote(1, 4));
  }

  @Test
  void doesNothingWhilePausedButReviewsWhatIsInCharge() {
    Progress paused = after(STARTED, PUBLISHED, SHADOWED, PASSED, PROMOTED, ordered(Order.PAUSE));

    assertThat(lifeCycle.next(paused, at(26).charge(4, 10).reviewed(26).now())).isEmpty();
    assertThat(lifeCycle.next(paused, at(26).charge(4, 10).reviewed(24).now()))
        .contains(new Review(new Watch(1, 4, 0, day(24)), false));
    Progress confirmed = paused.after(new Confirmed(1, day(31), 4, List.of(GOOD)));
    assertThat(lifeCycle.next(confirmed, at(40).charge(4, 10).now())).isEmpty();
    assertThat(
            lifeCycle.next(
                confirmed.after(ordered(Order.RESUME)), at(40).charge(4, 10).reviewed(24).now()))
        .contains(new Begin(2, Trigger.TIME));
  }

  @Test
  void obeysWhoeverWantsACandidateToTakeOverOrToGo() {
    Progress shadow = after(STARTED, PUBLISHED, SHADOWED);

    assertThat(lifeCycle.next(shadow.after(ordered(Order.PROMOTE)), at(18).now()))
        .contains(new Promote(1, 4));
    assertThat(lifeCycle.next(shadow.after(ordered(Order.DROP)), at(18).now()))
        .contains(new Drop(1, 4, "somebody has said so"));
    assertThat(lifeCycle.next(after(ordered(Order.TRAIN)), at(1).positives(0).now()))
        .contains(new Begin(1, Trigger.ORDER));
  }

  @Test
  void anApprovalIsOfTheCandidateThatWaitsForItAndOfNoLaterOne() {
    LifeCycle asking = lifeCycle(true);
    LearningEvent approval = ordered(Order.APPROVE);

    assertThat(asking.next(after(approval, STARTED, PUBLISHED, SHADOWED, PASSED), at(25).now()))
        .isEmpty();
    assertThat(asking.next(after(STARTED, approval, PUBLISHED, SHADOWED, PASSED), at(25).now()))
        .isEmpty();
    assertThat(asking.next(after(STARTED, PUBLISHED, SHADOWED, approval, PASSED), at(25).now()))
        .isEmpty();
  }

  @Test
  void anApprovalWaitsWhilePausedButAPromotionDoesNot() {
    LifeCycle asking = lifeCycle(true);
    Progress paused = after(STARTED, PUBLISHED, SHADOWED, PASSED, ordered(Order.PAUSE));
    Progress approved = paused.after(ordered(Order.APPROVE));

    assertThat(asking.next(approved, at(25).now())).isEmpty();
    assertThat(asking.next(approved.after(ordered(Order.RESUME)), at(25).now()))
        .contains(new Promote(1, 4));
    assertThat(asking.next(paused.after(ordered(Order.PROMOTE)), at(25).now()))
        .contains(new Promote(1, 4));
  }

  @Test
  void anOrderThatFitsNoStageComesToNothing() {
    Progress idle = after(ordered(Order.DROP), ordered(Order.PROMOTE));
    Progress training = after(STARTED, ordered(Order.TRAIN), ordered(Order.DROP));
    Progress shadow = training.after(PUBLISHED).after(SHADOWED).after(ordered(Order.TRAIN));

    assertThat(idle).isEqualTo(after());
    assertThat(lifeCycle.next(idle, at(3).now())).contains(new Begin(1, Trigger.FIRST));
    assertThat(lifeCycle.next(training, at(10).now()))
        .contains(new Train(new Stage.Training(1, 0, 500)));
    assertThat(shadow).isEqualTo(after(STARTED, PUBLISHED, SHADOWED));
  }

  @Test
  void anOrderThatFitsNoStageLeavesTheOneThatDoes() {
    Progress idle = after(ordered(Order.TRAIN), ordered(Order.APPROVE));

    assertThat(lifeCycle.next(idle, at(1).positives(0).now()))
        .contains(new Begin(1, Trigger.ORDER));
  }

  @Test
  void theLastOrderOfTwoThatFitIsTheOneThatCounts() {
    Progress shadow = after(STARTED, PUBLISHED, SHADOWED, ordered(Order.PROMOTE));

    assertThat(lifeCycle.next(shadow.after(ordered(Order.DROP)), at(18).now()))
        .contains(new Drop(1, 4, "somebody has said so"));
  }

  @Test
  void anOrderEndsWithTheRunItWasGivenIn() {
    Progress dropped =
        after(STARTED, PUBLISHED, SHADOWED, ordered(Order.DROP), new Dropped(1, day(18), 4, "no"));
    Progress next = dropped.after(new TrainingStarted(2, day(25), Trigger.TIME, 0, 900));

    assertThat(dropped.order()).isNull();
    assertThat(lifeCycle.next(next.after(new Published(2, day(25), 5, Map.of())), at(25).now()))
        .contains(new AskBeside(new Candidate(2, 5)));
  }

  @Test
  void dropsACandidateWhoseShadowSomebodyHasEnded() {
    assertThat(lifeCycle.next(after(STARTED, PUBLISHED, SHADOWED), at(18).charge(0, 10).now()))
        .contains(new Drop(1, 4, "assignment 10 has put another release in its place"));
  }

  @Test
  void watchesWhatHasTakenOverUntilItIsConfirmedWhileTheNextOneIsTrained() {
    Progress watched = after(STARTED, PUBLISHED, SHADOWED, PASSED, PROMOTED);

    Watch watch = new Watch(1, 4, 0, day(24));

    assertThat(lifeCycle.next(watched, at(26).charge(4, 10).reviewed(24).newExamples(0).now()))
        .contains(new Review(watch, false));
    assertThat(lifeCycle.next(watched, at(26).charge(4, 10).reviewed(26).newExamples(0).now()))
        .isEmpty();
    assertThat(lifeCycle.next(watched, at(37).charge(4, 10).reviewed(30).newExamples(0).now()))
        .contains(new Review(watch, false));
    assertThat(lifeCycle.next(watched, at(38).charge(4, 10).reviewed(37).newExamples(0).now()))
        .contains(new Review(watch, true));

    Progress next = watched.after(new TrainingStarted(2, day(25), Trigger.TIME, 0, 900));
    assertThat(next.watch()).isNotNull();
    assertThat(next.after(new Confirmed(1, day(31), 4, List.of(GOOD))).stage())
        .isEqualTo(new Stage.Training(2, 0, 900));
  }

  @Test
  void watchesAReleaseThatWasAssignedByHandBesideACandidate() {
    Progress shadow = after(STARTED, PUBLISHED, SHADOWED);

    assertThat(lifeCycle.next(shadow, at(18).charge(7, 10).now())).contains(new Notice());
    Progress byHand = shadow.after(new Assigned(day(18), 7, 0, 10, Cause.ASSIGN, "a better one"));

    assertThat(byHand.stage()).isEqualTo(new Shadow(1, 4, day(17), 9));
    assertThat(byHand.watch()).isEqualTo(new Watch(0, 7, 0, day(18)));
  }

  @Test
  void goesOnAfterATrainingThatFailed() {
    Progress failed = after(STARTED, new TrainingFailed(1, day(10), "all are negative"));

    assertThat(lifeCycle.next(failed, at(11).now())).isEmpty();
    assertThat(lifeCycle.next(failed, at(17).now())).contains(new Begin(2, Trigger.TIME));
  }

  @Test
  void watchesNoReleaseThatSomebodyHasGoneBackTo() {
    Progress watched = after(STARTED, PUBLISHED, SHADOWED, PASSED, PROMOTED);

    Progress back = watched.after(new Assigned(day(25), 0, 4, 11, Cause.ROLLBACK, "too strict"));

    assertThat(back.watch()).isNull();
    assertThat(back.inCharge()).isZero();
  }

  @Test
  void findsThatACandidateHasTakenOverThoughNobodyCameToSaySo() {
    Progress passed = after(STARTED, PUBLISHED, SHADOWED, PASSED);

    assertThat(lifeCycle.next(passed, at(25).charge(4, 10).now())).contains(new Promote(1, 4));
  }

  @Test
  void dropsWhatHasNotPassedWithWhatItLacked() {
    Progress refused = after(STARTED, PUBLISHED, SHADOWED, new Judged(1, day(24), 4, List.of(BAD)));

    assertThat(lifeCycle.next(refused, at(24).now()))
        .contains(new Drop(1, 4, "average_precision: 0.61 against 0.68"));
  }

  @Test
  void trainsSoonerWhenThereAreManyNewPositivesOrPrecisionFalls() {
    Progress idle = after(STARTED, PUBLISHED, SHADOWED, PASSED, PROMOTED);
    Given soon = at(12).charge(4, 10).reviewed(24);

    assertThat(lifeCycle.next(idle, soon.now())).isEmpty();
    assertThat(lifeCycle.next(idle, soon.newPositives(150).now()))
        .contains(new Begin(2, Trigger.OUTCOMES));
    assertThat(lifeCycle.next(idle, soon.signs(Double.NaN, 0.1).now()))
        .contains(new Begin(2, Trigger.DROP));
  }

  private static LifeCycle lifeCycle(boolean approval) {
    return new LifeCycle(
        new LearningDefinition(
            LearnedModel.SHAPE,
            Duration.ofDays(7),
            Duration.ofDays(28),
            1,
            Set.of(),
            0,
            new Training(
                new Triggers(Duration.ofDays(7), 100, 150, 0.25, 0.1), 1_000, Boosting.DEFAULT),
            new Promotion(Duration.ofDays(7), 0, 0.9, 0.25, approval),
            Evaluation.DEFAULT));
  }

  private static Progress after(LearningEvent... events) {
    Progress progress = Progress.NONE.after(FOUND);
    for (LearningEvent event : events) {
      progress = progress.after(event);
    }
    return progress;
  }

  private static LearningEvent ordered(Order order) {
    return new Ordered(day(18), order, "test");
  }

  private static Instant day(int day) {
    return Instant.parse("2018-04-01T00:00:00Z").plus(Duration.ofDays(day));
  }

  /// A day on which there is enough of everything and no model, unless a test says otherwise.
  private static Given at(int day) {
    return new Given(
        new Situation(
            day(day),
            new Supply(100, 1_000, 100),
            new Signs(Double.NaN, Double.NaN),
            new Charge(0, false, 9),
            day(0)));
  }

  private record Given(Situation now) {
    Given positives(int positives) {
      return with(new Supply(positives, now.supply().newExamples(), now.supply().newPositives()));
    }

    Given newExamples(long examples) {
      return with(new Supply(now.supply().positives(), examples, now.supply().newPositives()));
    }

    Given newPositives(long positives) {
      return with(new Supply(now.supply().positives(), now.supply().newExamples(), positives));
    }

    Given signs(double drift, double drop) {
      return new Given(
          new Situation(
              now.clock(), now.supply(), new Signs(drift, drop), now.charge(), now.reviewed()));
    }

    Given charge(int release, int assignment) {
      return new Given(
          new Situation(
              now.clock(),
              now.supply(),
              now.signs(),
              new Charge(release, release > 0, assignment),
              now.reviewed()));
    }

    Given reviewed(int day) {
      return new Given(
          new Situation(now.clock(), now.supply(), now.signs(), now.charge(), day(day)));
    }

    private Given with(Supply supply) {
      return new Given(
          new Situation(now.clock(), supply, now.signs(), now.charge(), now.reviewed()));
    }
  }
}
