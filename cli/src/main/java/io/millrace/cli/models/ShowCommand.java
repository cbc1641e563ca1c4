package io.millrace.cli.models;

import io.millrace.cli.KafkaOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace model show`: a model's card, and its life.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "show",
    description = {
      "Show what a model is, what made it from which examples with which parameters and seed, how it",
      "did, and what happened to its release in learning."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace model show --pipeline pipelines/card-fraud",
      "  millrace model show 4 --json --pipeline pipelines/card-fraud",
      "  millrace model show --model model"
    })
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(
      arity = "0..1",
      paramLabel = "RELEASE",
      description = {
        "The release; 0 for the folder that the services were started with (default: the release in",
        "charge)."
      })
  private @Nullable Integer release;

  @ArgGroup(multiplicity = "1")
  private Where where;

  /// Where the model is.
  private static final class Where {
    @Option(
        names = "--pipeline",
        paramLabel = "DIR",
        description = "The pipeline folder, such as pipelines/card-fraud.")
    private @Nullable Path pipeline;

    @Option(
        names = "--model",
        paramLabel = "DIR",
        description = "A folder with model.onnx and its card, model.json, as train writes them.")
    private @Nullable Path model;
  }

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    ShownModel shown = shown();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ModelJson.of(shown));
    } else {
      ModelText.of(shown).forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  private ShownModel shown() {
    if (where.pipeline != null) {
      return ShownModel.of(where.pipeline, kafkaOption.connection(), release);
    }
    if (release != null || where.model == null) {
      throw new ParameterException(
          spec.commandLine(),
          "release %s and --model DIR are two models: name the release's pipeline with --pipeline DIR"
              .formatted(release));
    }
    return ShownModel.of(where.model);
  }
}
