package io.millrace.cli.cluster;

import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace service`: one service as a process of its own, configured by the environment.
@Command(
    name = "service",
    description = "Run one service as a process of its own; its environment configures it.",
    footerHeading = "%nExample:%n",
    footer = {
      "  MILLRACE_PIPELINE=pipelines/card-fraud KAFKA_BOOTSTRAP_SERVERS=localhost:9092 \\",
      "    MILLRACE_HTTP_PORT=9471 millrace service ingestion-service"
    })
public final class ServiceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "Such as ingestion-service.")
  private String name = "";

  @Override
  public Integer call() {
    Service service =
        Suite.services().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "'%s' is no service: choose one of %s".formatted(name, Suite.names())));
    return ServiceMain.run(service, System.getenv());
  }
}
