package io.millrace.cli.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.release.Instances.Instance;
import io.millrace.contracts.release.Admission;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    said.take(new ConsumerRecord<>("status", 0, 0, admission.key().getBytes(UTF_8), admission));
  }
}
