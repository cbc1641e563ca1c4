package io.millrace.cli.learning;

import static io.millrace.cli.learning.Happenings.CONFIRMED;
import static io.millrace.cli.learning.Happenings.PASSED;
import static io.millrace.cli.learning.Happenings.PROMOTED;
import static io.millrace.cli.learning.Happenings.PUBLISHED;
import static io.millrace.cli.learning.Happenings.ROLLED_BACK;
import static io.millrace.cli.learning.Happenings.SHADOWED;
import static io.millrace.cli.learning.Happenings.STARTED;
import static io.millrace.cli.learning.Happenings.day;
import static io.millrace.cli.learning.Happenings.log;
import static io.millrace.cli.learning.Happenings.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTextTest {

  @Test
  void tellsTheLifeOfAModelWithTheEvidence() {
    LearningLog log =
        log(
            new Ordered(Instant.EPOCH, Order.APPROVE, "early"),
            STARTED,
            PUBLISHED,
            SHADOWED,
            ordered(Order.PAUSE, "labels are late"),
            ordered(Order.RESUME, ""),
            PASSED,
            PROMOTED,
            CONFIRMED,
            ROLLED_BACK);

    List<String> lines = EventText.of(log.entries()).lines();

    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
              -                     -      ordered: approve, because: early (it fitted no stage, and came to nothing)
              2018-04-11T00:00:00Z  run 1  training began on the examples at offsets 0 to 499, because there was no model
              2018-04-11T00:00:00Z  run 1  release 4 published; on the newest examples: auc_roc 0.91, average_precision 0.683
              2018-04-11T00:00:00Z  run 1  release 4 is asked beside the one in charge, by assignment 9
              2018-04-13T00:00:00Z  run 1  ordered: pause, because: labels are late
              2018-04-13T00:00:00Z  run 1  ordered: resume
              2018-04-18T00:00:00Z  run 1  release 4 has passed
                                             yes  average_precision: 0.71 against 0.68
              2018-04-18T00:00:00Z  run 1  release 4 takes over from the folder, by assignment 10
              2018-04-25T00:00:00Z  run 1  release 4 is not worse than what it took over from
                                             yes  average_precision: 0.71 against 0.68
              2018-04-21T00:00:00Z  run 1  release 4 is worse than what it took over from: the folder is in charge again
                                             no   average_precision: 0.61 against 0.68\
            """);
  }

  @Test
  void tellsWhatCameToNothing() {
    LearningLog log =
        log(
            new TrainingStarted(2, day(17), Trigger.DRIFT, 0, 900),
            new TrainingFailed(2, day(17), "all are negative"),
            new Judged(3, day(24), 5, List.of(Happenings.WORSE)),
            new Dropped(3, day(24), 5, "it is worse"),
            new Dropped(4, day(25), null, "somebody has said so"),
            new Assigned(day(26), 4, 4, 10, Cause.ASSIGN, ""),
            new Assigned(day(26), 7, 4, 11, Cause.ASSIGN, "tried elsewhere"));

    List<String> lines = EventText.of(log.entries()).lines();

    assertThat(lines.stream().map(line -> line.substring(31)))
        .containsExactly(
            "training began on the examples at offsets 0 to 899, because scores have drifted",
            "no model came of it: all are negative",
            "release 5 has not passed",
            "  no   average_precision: 0.61 against 0.68",
            "release 5 dropped: it is worse",
            "dropped: somebody has said so",
            "release 4 is in charge",
            "release 7 is in charge, not release 4 any more, by assignment 11: assign, because: tried elsewhere");
  }
}
