package io.millrace.cli.learning;

import static io.millrace.cli.learning.Happenings.PASSED;
import static io.millrace.cli.learning.Happenings.PROMOTED;
import static io.millrace.cli.learning.Happenings.PUBLISHED;
import static io.millrace.cli.learning.Happenings.SHADOWED;
import static io.millrace.cli.learning.Happenings.STARTED;
import static io.millrace.cli.learning.Happenings.day;
import static io.millrace.cli.learning.Happenings.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Cards;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final Assignment OF_RELEASE_4 = new Assignment(10, 4, null, Cause.ASSIGN, "");

  @Test
  void aPipelineThatHasLearnedNothingYetSaysSo() {
    LearningStatus status = status(null, new Learner(false, 0, 0));

    assertThat(StatusText.of(status))
        .containsExactly(
            "  stage      nothing is under way",
            "  waits for  examples, at least 100 of them positive",
            "  paused     no",
            "  in charge  the folder that the services were started with",
            "  watched    nothing",
            "  trainings  none yet",
            "  learner    does not run: start model-trainer; examples end at offset 0, it is 0 behind");
    assertThat(StatusJson.of(status))
        .isEqualTo(
            "{\"pipeline\":\"cards\",\"stage\":\"idle\",\"paused\":false,\"runs\":0,"
                + "\"waits_for\":\"examples, at least 100 of them positive\",\"in_charge\":0,"
                + "\"learner_runs\":false,\"examples_end\":0,\"lag\":0}");
  }

  @Test
  void tellsOfTheCandidateAndOfWhatIsWatched() {
    LearningStatus status =
        status(
            OF_RELEASE_4,
            new Learner(true, 1_234, 5),
            STARTED,
            PUBLISHED,
            SHADOWED,
            PASSED,
            PROMOTED,
            new TrainingStarted(2, day(18), Trigger.ORDER, 0, 900),
            new Published(2, day(18), 5, Map.of("auc_roc", 0.93)),
            ordered(Order.DROP, "not now"));

    assertThat(StatusText.of(status))
        .containsExactly(
            "  stage      release 5 of run 2 is published, and not asked yet",
            "  waits for  model-trainer to do what was ordered: drop",
            "  paused     no",
            "  ordered    drop",
            "  in charge  release 4, by assignment 10",
            "  watched    release 4, held against the folder until events up to 2018-05-02T00:00:00Z have matured",
            "  trainings  2, the latest when events up to 2018-04-19T00:00:00Z had matured",
            "  latest     release 5 of run 2: auc_roc 0.93",
            "  learner    runs; examples end at offset 1,234, it is 5 behind");
    assertThat(StatusJson.of(status))
        .contains("\"stage\":\"candidate\",\"run\":2,\"release\":5,\"paused\":false")
        .contains("\"order\":\"DROP\",\"runs\":2,\"trained_up_to\":\"2018-04-19T00:00:00Z\"")
        .contains(
            "\"in_charge\":4,\"watched\":{\"run\":1,\"release\":4,\"previous\":0,"
                + "\"since\":\"2018-04-18T00:00:00Z\",\"until\":\"2018-05-02T00:00:00Z\"}")
        .contains("\"latest\":{\"run\":2,\"release\":5,\"metrics\":{\"auc_roc\":0.93}}")
        .contains("\"learner_runs\":true,\"examples_end\":1234,\"lag\":5");
  }

  private static LearningStatus status(
      @Nullable Assignment assignment, Learner learner, LearningEvent... events) {
    return new LearningStatus(learning(), Happenings.log(events), assignment, learner);
  }

  private static PipelineDefinition learning() {
    PipelineDefinition cards = Cards.pipeline();
    return new PipelineDefinition(
        cards.name(),
        cards.event(),
        cards.entities(),
        cards.routes(),
        cards.statefulFeatures(),
        cards.statelessFeatures(),
        cards.model(),
        cards.policy(),
        cards.actions(),
        cards.feedback(),
        Happenings.learning(false),
        cards.duplicatesWithin());
  }
}
