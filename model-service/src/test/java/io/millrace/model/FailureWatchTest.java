package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.Releases;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureWatchTest {
  private final List<String> withdrawn = new ArrayList<>();
  private final FailureWatch watch =
      new FailureWatch(
          4,
          new Withdrawal(2, 5),
          new Releases() {
            @Override
            public PipelineDefinition pipeline(int release) {
              throw new RejectedRecord("there is no release " + release);
            }

            @Override
            public void withdraw(int release, int assignment, String reason) {
              withdrawn.add(release + " under " + assignment);
            }
          });

  @Test
  void withdrawsOnceHoweverManyFailuresFollow() {
    fail(1, 20);

    assertThat(withdrawn).containsExactly("4 under 1");
  }

  @Test
  void withdrawsAgainWhatWasAssignedAgain() {
    fail(1, 20);

    watch.assigned(3);
    fail(3, 1);
    assertThat(withdrawn).hasSize(1);
    fail(3, 1);

    assertThat(withdrawn).containsExactly("4 under 1", "4 under 3");
  }

  @Test
  void doesNotCountEventsOfAnEarlierAssignment() {
    watch.assigned(3);

    fail(1, 20);
    fail(3, 1);

    assertThat(withdrawn).isEmpty();
  }

  @Test
  void goesByTheLatestAssignmentThatAnEventNames() {
    fail(1, 1);
    fail(3, 1);
    fail(1, 20);
    watch.assigned(3);
    assertThat(withdrawn).isEmpty();
    fail(3, 1);

    assertThat(withdrawn).containsExactly("4 under 3");
  }

  private void fail(int assignment, int times) {
    for (int i = 0; i < times; i++) {
      watch.failed(assignment, "output score is NaN");
    }
  }
}
