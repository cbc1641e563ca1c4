package io.millrace.systemtests;

import io.millrace.cli.cluster.Layout;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.kafka.KafkaContainer;

/// The pipeline on the broker of the official image, where a Docker engine answers and the image
/// can be had.
class ContainerBrokerIT {
  static final String IMAGE = "apache/kafka:4.3.1";
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  @Test
  void decidesEachEventOnceOnTheBrokerOfTheOfficialImage() throws Exception {
    Requirement.require(dockerAnswers(), "no Docker engine answers");
    Path data = RunFolder.empty(getClass());

    try (KafkaContainer broker = new KafkaContainer(IMAGE).withStartupTimeout(STARTS_WITHIN)) {
      Requirement.require(starts(broker), "the image %s cannot be had".formatted(IMAGE));
      try (LocalRun run =
          LocalRun.on(broker.getBootstrapServers(), data, Layout.separate.names())) {
        run.decideEachOnce(Transactions.of(run.definition(), 0, 500).iterator());
      }
    }
  }

  /// Also false where it lacks the image that it is looked at with, and has no registry.
  private static boolean dockerAnswers() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException e) { // of which kind is the library's own affair
      System.out.println(e.getMessage());
      return false;
    }
  }

  private static boolean starts(KafkaContainer broker) {
    try {
      broker.start();
      return true;
    } catch (ContainerLaunchException e) {
      System.out.println(e.getMessage());
      return false;
    }
  }
}
