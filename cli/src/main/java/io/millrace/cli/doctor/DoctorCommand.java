package io.millrace.cli.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.doctor.Finding.Status;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.model.InvalidModel;
import io.millrace.model.ModelCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace doctor`: what is wrong with an installation.
@Command(
    name = "doctor",
    description = {
      "Look at this machine, at the brokers, and at the topics, services and releases of a pipeline:"
          + " a line for each, ok, warning or failed, with the remedy. Nothing is changed.",
      "It exits with 1 if something has failed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace doctor --pipeline pipelines/card-fraud",
      "  millrace doctor --pipeline pipelines/card-fraud --bootstrap kafka:9092 --json"
    })
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOption pipelineOption = new PipelineOption();
  @Mixin private KafkaOption kafkaOption = new KafkaOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where services keep their state (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--ports",
      paramLabel = "PORT",
      split = ",",
      defaultValue = "9092,9464,8080",
      description =
          "The ports that broker, metrics and console listen on (default: ${DEFAULT-VALUE}).")
  private List<Integer> ports = List.of();

  @Option(names = "--json", description = "Print the findings as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PipelineDefinition pipeline = pipelineOption.read();
    List<Finding> findings = new ArrayList<>(MachineFindings.of(Machine.here(data, ports)));
    findings.add(model(pipeline));
    findings.addAll(new Examination(pipeline, kafkaOption.connection()).findings());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(to -> write(findings, to)));
    } else {
      findings.forEach(finding ->
          out.printf("%-8s %-10s %s%n", word(finding.status()), finding.subject(), finding.says()));
    }
    return findings.stream().anyMatch(finding -> finding.status() == Status.FAILED)
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }

  /// The native library of ONNX Runtime is loaded for it.
  private static Finding model(PipelineDefinition pipeline) {
    if (pipeline.model() == null) {
      return Finding.ok(
          "model",
          pipeline.awaitsModel()
              ? "there is none yet: the first one is trained from what happens"
              : "the pipeline has none");
    }
    try {
      ModelCheck.require(pipeline);
      return Finding.ok("model", "it loads, and answers as its card says");
    } catch (InvalidModel | LinkageError e) {
      return Finding.failed("model", "%s", String.valueOf(e.getMessage()));
    }
  }

  private static void write(List<Finding> findings, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      to.writeStartObject();
      to.writeStringField("status", word(finding.status()));
      to.writeStringField("subject", finding.subject());
      to.writeStringField("says", finding.says());
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
