package io.millrace.runtime;

import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The `main` of every service: one service as a process of its own, configured by the environment.
///
/// Exit code 1 when it cannot start or has failed; the signal's own when it was told to stop.
public final class ServiceMain {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);
  private static final Duration CHECK_EVERY = Duration.ofMillis(500);

  private ServiceMain() {}

  /// Runs a service until the process is told to stop; does not return before.
  public static void run(Service service) {
    System.exit(run(service, System.getenv()));
  }

  /// Runs a service until the process is told to stop, and returns the exit code.
  public static int run(Service service, Map<String, String> environment) {
    try (LogScope _ = LogScope.of(service.name())) {
      return start(service, environment);
    }
  }

  private static int start(Service service, Map<String, String> environment) {
    try {
      ServiceConfig config = ServiceConfig.from(environment, service.environmentKeys());
      PipelineDefinition pipeline = new PipelineReader().read(config.pipeline());
      try (StopSignal stop = new StopSignal();
          Operations operations = Operations.of(config);
          RunningService running =
              new ServiceLauncher(operations).launch(service, pipeline, config)) {
        LOG.info(
            "{} has started: pipeline {}, profile {}",
            service.name(),
            pipeline.name(),
            config.profile());
        int code = awaitEnd(stop, running);
        LOG.info("{} stops", service.name());
        return code;
      }
    } catch (InvalidConfiguration | InvalidPipeline e) {
      LOG.error("{} cannot start: {}", service.name(), e.getMessage());
      return 1;
    }
  }

  private static int awaitEnd(StopSignal stop, RunningService running) {
    try {
      while (!stop.await(CHECK_EVERY)) {
        if (!running.isLive()) {
          return 1;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
