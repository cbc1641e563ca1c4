package io.millrace.cli.learning;

import static io.millrace.cli.learning.Happenings.PASSED;
import static io.millrace.cli.learning.Happenings.PROMOTED;
import static io.millrace.cli.learning.Happenings.PUBLISHED;
import static io.millrace.cli.learning.Happenings.SHADOWED;
import static io.millrace.cli.learning.Happenings.STARTED;
import static io.millrace.cli.learning.Happenings.WORSE;
import static io.millrace.cli.learning.Happenings.day;
import static io.millrace.cli.learning.Happenings.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitTextTest {
  private static final String RESUME = "somebody to let it go on: millrace learning resume";

  @Test
  void waitsForExamplesThenForTheCandidateThenForTime() {
    assertThat(text()).isEqualTo("examples, at least 100 of them positive");
    assertThat(text(STARTED)).isEqualTo("the training to end");
    assertThat(text(STARTED, PUBLISHED))
        .isEqualTo("every instance to say that it can serve release 4");
    assertThat(text(STARTED, PUBLISHED, SHADOWED))
        .isEqualTo("events up to 2018-04-18T00:00:00Z to mature, enough of them positive");
    assertThat(text(STARTED, PUBLISHED, SHADOWED, PASSED))
        .isEqualTo("model-trainer to have it take over");
    assertThat(text(STARTED, PUBLISHED, SHADOWED, new Judged(1, day(17), 4, List.of(WORSE))))
        .isEqualTo("model-trainer to drop it");
    assertThat(text(STARTED, PUBLISHED, SHADOWED, PASSED, PROMOTED))
        .isEqualTo(
            "events up to 2018-04-18T00:00:00Z to mature, or for 50 new positives, or a drift of scores by 0.25, or average precision to drop by 0.05, with new examples among them");
  }

  @Test
  void waitsForSomebodyWherePausedOrApprovalIsRequired() {
    LearningEvent pause = ordered(Order.PAUSE, "");
    LearningLog passed = Happenings.log(STARTED, PUBLISHED, SHADOWED, PASSED);

    assertThat(text(pause)).isEqualTo(RESUME);
    assertThat(text(STARTED, PUBLISHED, SHADOWED, pause))
        .isEqualTo(
            "events up to 2018-04-18T00:00:00Z to mature, enough of them positive, and " + RESUME);
    assertThat(WaitText.of(passed.progress(), Happenings.learning(true)))
        .isEqualTo("somebody to approve it: millrace learning approve");
    assertThat(text(STARTED, PUBLISHED, SHADOWED, PASSED, pause, ordered(Order.APPROVE, "")))
        .isEqualTo(RESUME);
  }

  @Test
  void waitsForModelTrainerToObey() {
    assertThat(text(ordered(Order.TRAIN, "")))
        .isEqualTo("model-trainer to do what was ordered: train");
    assertThat(text(STARTED, PUBLISHED, SHADOWED, ordered(Order.PROMOTE, "")))
        .isEqualTo("model-trainer to do what was ordered: promote");
  }

  private static String text(LearningEvent... events) {
    return WaitText.of(Happenings.log(events).progress(), Happenings.learning(false));
  }
}
