package io.millrace.cli.learning;

import static io.millrace.cli.learning.Happenings.PASSED;
import static io.millrace.cli.learning.Happenings.PUBLISHED;
import static io.millrace.cli.learning.Happenings.SHADOWED;
import static io.millrace.cli.learning.Happenings.STARTED;
import static io.millrace.cli.learning.Happenings.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Order;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderRulesTest {

  @Test
  void refusesOrdersForACandidateThatIsNotThere() {
    assertThat(refusal(Order.PROMOTE))
        .contains(
            "there is no candidate that could take over: nothing is under way; millrace learning train makes one");
    assertThat(refusal(Order.DROP, STARTED))
        .contains(
            "there is no candidate that could be dropped: the model of run 1 is trained; wait until it is published: millrace learning status");
    assertThat(refusal(Order.APPROVE, STARTED, PUBLISHED, SHADOWED))
        .contains(
            "nothing waits for approval: release 4 of run 1 is asked beside the release in charge since 2018-04-11T00:00:00Z; millrace learning promote has it take over whatever it has shown");
  }

  @Test
  void refusesASecondTrainingBeforeTheRunIsOver() {
    assertThat(refusal(Order.TRAIN, STARTED, PUBLISHED))
        .contains(
            "no model is trained before the run is over: release 4 of run 1 is published, and not asked yet; wait, or millrace learning drop ends the run");
  }

  @Test
  void takesWhatFitsTheStage() {
    assertThat(refusal(Order.TRAIN)).isEmpty();
    assertThat(refusal(Order.PAUSE, STARTED)).isEmpty();
    assertThat(refusal(Order.PROMOTE, STARTED, PUBLISHED)).isEmpty();
    assertThat(refusal(Order.APPROVE, STARTED, PUBLISHED, SHADOWED, PASSED)).isEmpty();
  }

  @Test
  void knowsThatItIsPausedAlready() {
    LearningLog paused = Happenings.log(ordered(Order.PAUSE, ""));

    assertThat(OrderRules.isFulfilled(Order.PAUSE, paused.progress())).isTrue();
    assertThat(OrderRules.isFulfilled(Order.RESUME, paused.progress())).isFalse();
    assertThat(OrderRules.isFulfilled(Order.RESUME, Happenings.log().progress())).isTrue();
  }

  private static Optional<String> refusal(Order order, LearningEvent... events) {
    return OrderRules.refusal(order, Happenings.log(events).progress().stage());
  }
}
