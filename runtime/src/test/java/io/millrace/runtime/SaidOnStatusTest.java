package io.millrace.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.json.AdmissionFormat;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.release.Admission;
import io.millrace.runtime.Instances.Instance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SaidOnStatusTest {
  private static final Instance ONE = new Instance("action-triggers", "one");
  private static final Instance OTHER = new Instance("action-triggers", "other");

  private final SaidOnStatus said = new SaidOnStatus();

  @Test
  void forgetsARefusalUntilItIsSaidAgain() {
    say(ONE, 3, "topics are missing");
    say(OTHER, 3, null);
    say(OTHER, 4, "topics are missing");

    boolean forgotten = said.forgetRefusals(3);

    assertThat(forgotten).isTrue();
    assertThat(said.of(ONE, 3)).isNull();
    assertThat(said.of(OTHER, 3)).isNotNull();
    assertThat(said.of(OTHER, 4)).isNotNull();

    say(ONE, 3, "topics are missing");
    assertThat(said.of(ONE, 3)).isNotNull();
  }

  @Test
  void forgetsNothingWhereNobodyRefused() {
    say(ONE, 3, null);

    assertThat(said.forgetRefusals(3)).isFalse();
    assertThat(said.of(ONE, 3)).isNotNull();
  }

  @Test
  void passesOverWhatIsNoAdmission() {
    say(ONE, 3, null);

    said.take("action-triggers/other/3", "{".getBytes(UTF_8), 1);
    said.take(null, "{}".getBytes(UTF_8), 2);

    assertThat(said.all()).containsExactly(new Admission(ONE.service(), ONE.name(), 3, null));
  }

  @Test
  void forgetsAnInstanceThatIsGone() {
    say(ONE, 3, null);

    said.take("action-triggers/one/3", null, 1);

    assertThat(said.all()).isEmpty();
  }

  private void say(Instance instance, int release, @Nullable String refusal) {
    Admission admission = new Admission(instance.service(), instance.name(), release, refusal);
    said.take(admission.key(), JsonOutput.write(admission, new AdmissionFormat()), 0);
  }
}
