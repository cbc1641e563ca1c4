package io.millrace.cli;

import io.millrace.contracts.ModelCard;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.trainer.DayRange;
import io.millrace.trainer.FeatureTable;
import io.millrace.trainer.ModelTrainer;
import io.millrace.trainer.TrainedModel;
import io.millrace.trainer.TrainerFailure;
import io.millrace.trainer.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace train`: a model from a table of features, with its card.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "train",
    description = {
      "Train a model on the labelled rows of a table that backfill made, export it as ONNX, and",
      "check the export row by row. Writes model.onnx and model.json. Days are UTC and inclusive."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  millrace train --features features.csv.gz --pipeline pipelines/card-fraud"
          + " --from 2018-07-25 --to 2018-07-31 --output model"
    })
final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private LabelledDays labelled;
  @Mixin private LearnerOptions learner;

  @ArgGroup(exclusive = false)
  private @Nullable Holdout holdout;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write model.onnx and model.json into.")
  private Path output;

  /// Later days to judge the model on.
  private static final class Holdout {
    @Option(
        names = "--holdout-from",
        paramLabel = "DAY",
        required = true,
        description = "The first of later days to judge the model on.")
    private LocalDate from;

    @Option(
        names = "--holdout-to",
        paramLabel = "DAY",
        required = true,
        description = "The last of them.")
    private LocalDate to;
  }

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    try {
      FeatureTable table = labelled.table();
      pipeline.modelShape().map(ModelDefinition::features).ifPresent(table::requireFeatures);
      TrainedModel model =
          new ModelTrainer(new OnnxScoring(table.features(), Map.of()), Millrace.version())
              .train(table, plan(pipeline.name()));
      model.writeTo(output);
      report(model);
      return ExitCode.OK;
    } catch (IOException | TrainerFailure | IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private TrainingPlan plan(String name) {
    DayRange judged = holdout == null ? null : new DayRange(holdout.from, holdout.to);
    return new TrainingPlan(name, labelled.days(), judged, learner.parameters());
  }

  private void report(TrainedModel model) {
    PrintWriter out = spec.commandLine().getOut();
    ModelCard card = model.card();
    for (ModelCard.Evaluation evaluation : card.evaluations()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-8s  %s to %s: %,d rows, %,d positive, %s",
              evaluation.on(),
              evaluation.data().from(),
              evaluation.data().to(),
              evaluation.data().rows(),
              evaluation.data().positives(),
              metrics(evaluation)));
    }
    out.println(
        String.format(
            Locale.ROOT,
            "export    %,d rows scored by ONNX Runtime, at most %.1e from XGBoost",
            model.rowsChecked(),
            model.maxDifference()));
    out.println("written   %s and model.json".formatted(output.resolve(TrainedModel.MODEL_FILE)));
  }

  private static String metrics(ModelCard.Evaluation evaluation) {
    return evaluation.metrics().entrySet().stream()
        .map(metric -> String.format(Locale.ROOT, "%s %.3f", metric.getKey(), metric.getValue()))
        .collect(Collectors.joining(", "));
  }
}
