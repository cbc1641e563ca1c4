package io.millrace.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.release.Admission;
import io.millrace.runtime.Instances.Instance;
import io.millrace.runtime.SaidOnStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedReleasesTest {

  @Test
  void namesInstancesThatHaveNotTriedAReleaseOrRefuseIt() {
    SaidOnStatus said = new SaidOnStatus();
    take(said, new Admission("model-service", "a1", 3, null));
    take(said, new Admission("model-service", "a2", 3, "no output score"));
    List<Instance> live =
        List.of(
            new Instance("model-service", "a1"),
            new Instance("model-service", "a2"),
            new Instance("processor-a", "b1"));

    assertThat(ServedReleases.unserved(List.of(3), live, said))
        .containsExactly(
            "model-service a2 refuses release 3: no output score",
            "processor-a b1 has not tried release 3");
  }

  private static void take(SaidOnStatus said, Admission admission) {
    said.take(admission.key(), admission);
  }
}
