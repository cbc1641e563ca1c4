package io.millrace.trainer.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.HoldBack;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.trainer.LearnedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeJoinTest {
  private static final FeatureValue YES = FeatureValue.of(1);
  private static final FeatureValue NO = FeatureValue.of(0);

  private final List<Example> made = new ArrayList<>();
  private final CasesInMemory cases = new CasesInMemory();

  /// It goes with every event, however far ahead.
  private EventClock clock = new EventClock(Duration.ofDays(1), 1);

  private OutcomeJoin join = join(1);

  @Test
  void takesForNegativeWhatNobodyHasReportedByMaturity() {
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.predicted(Records.prediction("b", day(7).minusMillis(1)), Records.at(1));
    assertThat(made).isEmpty();

    join.predicted(Records.prediction("c", day(7)), Records.at(2));

    assertThat(made).hasSize(1);
    assertThat(made.getFirst().eventId()).isEqualTo("a");
    assertThat(made.getFirst().label()).isEqualTo(NO);
    assertThat(made.getFirst().report()).isNull();
    assertThat(made.getFirst().prediction()).isEqualTo(Records.at(0));
  }

  @Test
  void labelsByWhatWasKnownAtMaturity() {
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.reported(Records.outcome("a", day(0), YES, day(3), 0));
    assertThat(made).isEmpty();

    join.predicted(Records.prediction("b", day(7)), Records.at(1));

    assertThat(labels("a")).containsExactly(YES);
    assertThat(made.getFirst().report()).isEqualTo(new Report(day(3), "desk"));
  }

  @Test
  void doesNotUseTodayWhatBecomesKnownTomorrow() {
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.reported(Records.outcome("a", day(0), YES, day(9), 0));
    join.predicted(Records.prediction("b", day(8)), Records.at(1));
    assertThat(labels("a")).containsExactly(NO);

    join.predicted(Records.prediction("c", day(9)), Records.at(2));

    assertThat(labels("a")).containsExactly(NO, YES);
  }

  @Test
  void goesByTheReportThatWasKnownLast() {
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.reported(Records.outcome("a", day(0), NO, day(4), 1));
    join.reported(Records.outcome("a", day(0), YES, day(2), 0));

    join.predicted(Records.prediction("b", day(7)), Records.at(1));

    assertThat(labels("a")).containsExactly(NO);
  }

  @Test
  void makesAnExampleAnewWhenSomebodyReportsLateOrTakesItBack() {
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.predicted(Records.prediction("b", day(10)), Records.at(1));
    join.reported(Records.outcome("a", day(0), YES, day(9), 0));
    join.reported(Records.outcome("a", day(0), NO, day(10), 1));

    assertThat(labels("a")).containsExactly(NO, YES, NO);
  }

  @Test
  void takesRecordsInAnyOrder() {
    join.reported(Records.outcome("a", day(0), YES, day(3), 0));
    join.decided(Records.decision("a", day(0), "DECLINE"));
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.predicted(Records.prediction("b", day(7)), Records.at(1));
    join.decided(Records.decision("b", day(7), "APPROVE"));

    assertThat(labels("a")).containsExactly(YES);
    assertThat(made.getFirst().decided()).isEqualTo("DECLINE");
    assertThat(made.getFirst().observed()).isFalse();
  }

  @Test
  void learnsNothingMoreOfAnEventOnceTheSpanIsOver() {
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.predicted(Records.prediction("b", day(7)), Records.at(1));
    join.predicted(Records.prediction("c", day(35)), Records.at(2));
    join.reported(Records.outcome("a", day(0), YES, day(20), 0));

    assertThat(labels("a")).containsExactly(NO);
    assertThat(cases.isOpen("a")).isFalse();
  }

  @Test
  void givesUpOutcomesWhoseEventNobodyPredicted() {
    join.reported(Records.outcome("a", day(0), YES, day(3), 0));
    join.predicted(Records.prediction("b", day(34)), Records.at(0));
    assertThat(cases.isOpen("a")).isTrue();

    join.predicted(Records.prediction("c", day(35)), Records.at(1));

    assertThat(cases.isOpen("a")).isFalse();
  }

  @Test
  void losesNothingWhenOneEventIsFarAheadOfItsTime() {
    clock = new EventClock(Duration.ofDays(7), 10);
    clock.resume(day(0));
    join = join(1);
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.predicted(Records.prediction("from the future", day(365)), Records.at(1));
    assertThat(made).isEmpty();

    join.predicted(Records.prediction("b", day(7)), Records.at(2));
    join.reported(Records.outcome("a", day(0), YES, day(7), 0));

    assertThat(labels("a")).containsExactly(NO, YES);
    assertThat(cases.isOpen("from the future")).isTrue();
  }

  @Test
  void keepsAShareOfNegativesThatStandsForAllAndEveryPositive() {
    join = join(0.2);
    int events = 10_000;
    for (int i = 0; i < events; i++) {
      join.predicted(Records.prediction("e" + i, day(0).plusSeconds(i)), Records.at(i));
      if (i % 100 == 0) {
        join.reported(Records.outcome("e" + i, day(0).plusSeconds(i), YES, day(1), i));
      }
    }

    join.predicted(Records.prediction("last", day(8)), Records.at(events));

    double negatives =
        made.stream().filter(one -> one.label().equals(NO)).mapToDouble(Example::weight).sum();
    assertThat(made.stream().filter(one -> one.label().equals(YES)))
        .hasSize(100)
        .allMatch(one -> one.weight() == 1);
    assertThat(negatives).isCloseTo(9_900, within(300.0));
    assertThat(cases.open()).isEqualTo(made.size() + 1);
  }

  @Test
  void eventThatWasHeldBackIsObservedAndStandsForThoseThatWereNot() {
    join.predicted(Records.prediction("a", day(0)), Records.at(0));
    join.decided(Records.decision("a", day(0), "APPROVE", new HeldBack("DECLINE", 0.25)));
    join.reported(Records.outcome("a", day(0), YES, day(3), 0));

    join.predicted(Records.prediction("b", day(7)), Records.at(1));

    assertThat(made).hasSize(1);
    assertThat(made.getFirst().decided()).isEqualTo("APPROVE");
    assertThat(made.getFirst().observed()).isTrue();
    assertThat(made.getFirst().weight()).isEqualTo(4);
  }

  /// The truth is known here for every event, but shows itself only where nothing blinds it: what
  /// could be observed must stand for all there is.
  @ParameterizedTest
  @ValueSource(doubles = {1, 0.2})
  void weightsOfWhatCouldBeObservedAddUpToAllEvents(double negatives) {
    join = join(negatives);
    HoldBack holdBack = new HoldBack(Set.of("DECLINE"), 0.1);
    SplittableRandom random = new SplittableRandom(7);
    int events = 60_000;
    int positives = 0;
    for (int i = 0; i < events; i++) {
      String id = "e" + i;
      Instant time = day(0).plusSeconds(i);
      boolean isDeclined = random.nextInt(3) == 0;
      boolean isPositive = random.nextInt(isDeclined ? 2 : 20) == 0;
      boolean isHeldBack = isDeclined && holdBack.letsThrough("DECLINE", id);
      positives += isPositive ? 1 : 0;
      join.predicted(Records.prediction(id, time), Records.at(i));
      join.decided(
          isHeldBack
              ? Records.decision(id, time, "APPROVE", new HeldBack("DECLINE", holdBack.share()))
              : Records.decision(id, time, isDeclined ? "DECLINE" : "APPROVE"));
      if (isPositive && (!isDeclined || isHeldBack)) {
        join.reported(Records.outcome(id, time, YES, day(2), i));
      }
    }

    join.predicted(Records.prediction("last", day(9)), Records.at(events));

    assertThat(observed(YES)).isCloseTo(positives, withinPercentage(4));
    assertThat(observed(NO)).isCloseTo(events - positives, withinPercentage(4));
    assertThat(made).anyMatch(one -> one.weight() > 1 / negatives);
  }

  private double observed(FeatureValue label) {
    return made.stream()
        .filter(one -> one.observed() && one.label().equals(label))
        .mapToDouble(Example::weight)
        .sum();
  }

  private OutcomeJoin join(double negatives) {
    LearningDefinition learning =
        new LearningDefinition(
            LearnedModel.SHAPE,
            Duration.ofDays(7),
            Duration.ofDays(28),
            negatives,
            Set.of("DECLINE"),
            0,
            Training.DEFAULT,
            Promotion.DEFAULT,
            Evaluation.DEFAULT);
    return new OutcomeJoin(new Maturity(learning), clock, cases, () -> 0, _ -> true, made::add);
  }

  private List<FeatureValue> labels(String eventId) {
    return made.stream()
        .filter(example -> example.eventId().equals(eventId))
        .map(Example::label)
        .toList();
  }

  private static Instant day(int day) {
    return Records.day(day);
  }
}
