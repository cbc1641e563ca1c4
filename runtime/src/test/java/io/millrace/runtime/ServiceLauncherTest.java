package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLauncherTest {

  @Test
  void keepsTheReleasesOfAnotherPipelineInTheSameStateFolder(@TempDir Path state) throws Exception {
    Path other = state.resolve("releases/other.unstartable/3/pipeline.yaml");
    Path own = state.resolve("releases/shop.unstartable/3/pipeline.yaml");
    for (Path file : List.of(other, own)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "pipeline: any");
    }

    launchInVain(state, new AtomicInteger());

    assertThat(other).exists();
    assertThat(own).doesNotExist();
  }

  @Test
  void closesWhatAServiceOpenedThatCannotStart(@TempDir Path state) {
    AtomicInteger closed = new AtomicInteger();

    launchInVain(state, closed);

    assertThat(closed).hasValue(1);
  }

  @Test
  void saysWhichAddressIsNone(@TempDir Path state) {
    AtomicInteger closed = new AtomicInteger();

    Throwable refusal = launchInVain(state, closed, "localhost:kafka");

    assertThat(refusal).hasMessageContaining("localhost:kafka").hasMessageContaining("KAFKA_");
  }

  private static void launchInVain(Path state, AtomicInteger closed) {
    assertThat(launchInVain(state, closed, "localhost:1")).hasMessage("a key is missing");
  }

  private static Throwable launchInVain(Path state, AtomicInteger closed, String bootstrap) {
    ServiceConfig config =
        new ServiceConfig(
            Path.of("unused"),
            Profile.FAST,
            state,
            null,
            null,
            "localhost",
            0,
            Map.of("bootstrap.servers", bootstrap),
            Map.of());

    try (Operations operations = new Operations("localhost", 0)) {
      return catchThrowableOfType(
          InvalidConfiguration.class,
          () ->
              new ServiceLauncher(operations)
                  .launch(new Unstartable(closed), Pipelines.EMPTY, config));
    }
  }

  /// Opens something and gives up.
  private record Unstartable(AtomicInteger closed) implements Service {
    @Override
    public String name() {
      return "unstartable";
    }

    @Override
    public Topology topology(ServiceContext context) {
      context.closeAtStop(closed::incrementAndGet);
      throw new InvalidConfiguration("a key is missing");
    }
  }
}
