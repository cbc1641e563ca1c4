package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.Admission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class AdmissionsTest {
  private final List<Integer> fit = new ArrayList<>();
  private final MockProducer<String, Admission> producer =
      new MockProducer<>(
          false,
          null,
          new StringSerializer(),
          Pipelines.EMPTY.topics().status().valueSerde().serializer());
  private ReleaseTrial trial = (_, _) -> {};

  @Test
  void admitsWhatHoldsItsTrial() {
    admissions().published(3);

    assertThat(said()).containsExactly(new Admission("echo", "one", 3, null));
    assertThat(fit).containsExactly(3);
  }

  @Test
  void refusesWhatItsTrialFailsAtWithAnError() {
    trial =
        (_, _) -> {
          throw new NoClassDefFoundError("acme");
        };

    admissions().published(3);

    assertThat(said())
        .extracting(Admission::refusal)
        .containsExactly(
            "trying it failed: java.lang.NoClassDefFoundError: acme. The log of the instance says"
                + " where");
    assertThat(fit).isEmpty();
  }

  @Test
  void refusesWhatItCannotKeepOnTheDisk() {
    trial =
        (_, _) -> {
          throw new UncheckedIOException(new IOException("a/b: Not a directory"));
        };

    admissions().published(3);

    assertThat(said().getFirst().refusal()).contains("a/b: Not a directory");
  }

  @Test
  void saysNothingAsLongAsTheBrokersDoNotAnswer() {
    trial =
        (_, _) -> {
          throw new TimeoutException("no answer");
        };

    assertThatThrownBy(() -> admissions().published(3)).isInstanceOf(TimeoutException.class);

    assertThat(said()).isEmpty();
  }

  @Test
  void triesAnewWhatItRefusedWhenAsked() {
    Admissions admissions = admissions();
    trial =
        (_, _) -> {
          throw new InvalidConfiguration("topics are missing");
        };
    admissions.published(3);
    trial = (_, _) -> {};

    admissions.published(3);
    admissions.asked(3);

    assertThat(said()).extracting(Admission::refusal).containsExactly("topics are missing", null);
    assertThat(fit).containsExactly(3);
  }

  @Test
  void doesNotTryAnewWhatItAdmittedAndSaid() {
    Admissions admissions = admissions();
    admissions.published(3);
    producer.completeNext();

    admissions.asked(3);

    assertThat(said()).hasSize(1);
  }

  @Test
  void triesAnewWhatItCouldNotSay() {
    Admissions admissions = admissions();
    admissions.published(3);
    producer.errorNext(new TimeoutException("no answer"));

    admissions.asked(3);

    assertThat(said()).hasSize(2);
  }

  @Test
  void takesBackWhatItSaid() {
    Admissions admissions = admissions();
    admissions.published(3);

    admissions.close();

    assertThat(producer.history())
        .extracting(ProducerRecord::key)
        .containsExactly("echo/one/3", "echo/one/3");
    assertThat(said().getLast()).isNull();
  }

  private List<Admission> said() {
    return producer.history().stream().map(ProducerRecord::value).toList();
  }

  private Admissions admissions() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "shop.echo");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    ServiceContext context =
        new ServiceContext(
            "echo", Releases.of(Pipelines.EMPTY), Map.of(), properties, new SimpleMeterRegistry());
    return new Admissions(
        new ServiceInfo("echo", "one", "shop", "fast"),
        new AnyRelease(),
        (release, released) -> trial.of(release, released),
        context,
        producer);
  }

  /// Has every release.
  private final class AnyRelease implements PublishedReleases {
    @Override
    public PipelineDefinition read(int release) {
      return Pipelines.EMPTY;
    }

    @Override
    public Path folderOf(int release) {
      return Path.of("releases", Integer.toString(release));
    }

    @Override
    public void fit(int release) {
      fit.add(release);
    }
  }
}
