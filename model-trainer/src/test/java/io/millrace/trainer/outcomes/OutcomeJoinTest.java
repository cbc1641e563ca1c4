package io.millrace.trainer.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.FeatureValue;
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
import org.junit.jupiter.api.Test;

class OutcomeJoinTest {
  private static final FeatureValue YES = FeatureValue.of(1);
  private static final FeatureValue NO = FeatureValue.of(0);

  private final List<Example> made = new ArrayList<>();
  private final CasesInMemory cases = new CasesInMemory();
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
  void countsOutcomesWhoseEventNobodyPredicted() {
    join.reported(Records.outcome("a", day(0), YES, day(3), 0));
    join.predicted(Records.prediction("b", day(34)), Records.at(0));
    assertThat(join.withoutPrediction()).isZero();

    join.predicted(Records.prediction("c", day(35)), Records.at(1));

    assertThat(join.withoutPrediction()).isEqualTo(1);
    assertThat(cases.isOpen("a")).isFalse();
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
    return new OutcomeJoin(new Maturity(learning), cases, () -> 0, _ -> true, made::add);
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
