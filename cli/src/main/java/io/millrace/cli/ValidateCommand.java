package io.millrace.cli;

import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.model.InvalidModel;
import io.millrace.model.ModelCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace validate`: everything that is wrong with a pipeline folder, before anything runs.
@SuppressWarnings("NullAway.Init") // picocli requires the parameter
@Command(
    name = "validate",
    description = "Check a pipeline folder before anything runs.",
    footerHeading = "%nExample:%n",
    footer = "  millrace validate pipelines/card-fraud")
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The pipeline folder.")
  private Path folder;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      PipelineDefinition pipeline = new PipelineReader().read(folder);
      ModelCheck.require(pipeline);
      out.println(summary(pipeline));
      if (pipeline.awaitsModel()) {
        out.println("no model yet: the first one is trained from what happens");
      }
      return ExitCode.OK;
    } catch (InvalidPipeline e) {
      e.findings().forEach(out::println);
      return ExitCode.SOFTWARE;
    } catch (InvalidModel e) {
      out.println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private static String summary(PipelineDefinition pipeline) {
    return "%s: valid (%d features, %d rules, %s)"
        .formatted(
            pipeline.name(),
            pipeline.statefulFeatures().size() + pipeline.statelessFeatures().size(),
            pipeline.policy().size(),
            pipeline.model() == null ? "no model" : "a model");
  }
}
