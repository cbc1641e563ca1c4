package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Action.Target.ToLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogActionTest {
  private final List<String> lines = new ArrayList<>();
  private final LogAction log = new LogAction(lines::add);

  @Test
  void writesOneLineWithoutThePayload() {
    Attempt attempt = log.attempt(TestPipeline.note("7"), new ToLog());

    assertThat(attempt).isEqualTo(new Attempt.Succeeded("logged"));
    assertThat(lines).containsExactly("event=7 action=note outcome=DECLINE");
  }

  @Test
  void idCannotForgeALine() {
    log.attempt(TestPipeline.note("7\nevent=8"), new ToLog());

    assertThat(lines).containsExactly("event=7%0Aevent=8 action=note outcome=DECLINE");
  }
}
