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
  private final List<Integer> withdrawn = new ArrayList<>();
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
            public void withdraw(int release, String reason) {
              withdrawn.add(release);
            }
          });

  @Test
  void withdrawsOnceHoweverManyFailuresFollow() {
    fail(20);

    assertThat(withdrawn).containsExactly(4);
  }

  @Test
  void withdrawsAgainWhatWasAssignedAgain() {
    fail(20);

    watch.assigned();
    fail(1);
    assertThat(withdrawn).hasSize(1);
    fail(1);

    assertThat(withdrawn).containsExactly(4, 4);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      watch.failed("output score is NaN");
    }
  }
}
