package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.release.Admission;
import io.millrace.runtime.AdmissionWait.Answer;
import io.millrace.runtime.AdmissionWait.Standing;
import io.millrace.runtime.Instances.Instance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionWaitTest {
  private static final Instance A = new Instance("processor-a", "one");
  private static final Instance B = new Instance("processor-b", "one");
  private static final int RELEASE = 3;

  private final SaidOnStatus said = new SaidOnStatus();

  @Test
  void admitsWhatAllInstancesCanServe() {
    say(A, null);
    say(B, null);

    assertThat(standing(List.of()).answer(false)).contains(new Answer.Admitted(2));
  }

  @Test
  void isRefusedByOneWhoeverElseIsSilent() {
    say(B, "no output score");

    assertThat(standing(List.of("model-service")).answer(false))
        .contains(new Answer.Refused(B, "no output score"));
  }

  @Test
  void waitsForThoseWhoHaveNotSaidAnything() {
    say(A, null);

    Standing standing = standing(List.of("model-service"));

    assertThat(standing.answer(false)).isEmpty();
    assertThat(standing.answered()).isEqualTo(1);
    assertThat(standing.expected()).isEqualTo(3);
    assertThat(standing.answer(true)).contains(new Answer.Silent(List.of(B)));
  }

  @Test
  void namesServicesOfWhichNoneIsRunning() {
    say(A, null);
    say(B, null);

    Standing standing = standing(List.of("model-service"));

    assertThat(standing.answer(false)).isEmpty();
    assertThat(standing.answer(true)).contains(new Answer.Absent(List.of("model-service")));
  }

  @Test
  void admitsWhereNobodyIsRunning() {
    Standing standing = Standing.of(RELEASE, List.of(), List.of(), said);

    assertThat(standing.answer(false)).contains(new Answer.Admitted(0));
  }

  private Standing standing(List<String> absent) {
    return Standing.of(RELEASE, List.of(A, B), absent, said);
  }

  private void say(Instance instance, @Nullable String refusal) {
    Admission admission = new Admission(instance.service(), instance.name(), RELEASE, refusal);
    said.take(admission.key(), admission);
  }
}
