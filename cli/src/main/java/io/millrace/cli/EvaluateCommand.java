package io.millrace.cli;

import io.millrace.contracts.ModelCard;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.ModelCardFormat;
import io.millrace.model.InvalidModel;
import io.millrace.trainer.DayRange;
import io.millrace.trainer.EvaluationPlan;
import io.millrace.trainer.EvaluationPlan.KnownPositives;
import io.millrace.trainer.EvaluationReport;
import io.millrace.trainer.FeatureTable;
import io.millrace.trainer.ModelEvaluator;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.TrainedModel;
import io.millrace.trainer.TrainerFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace evaluate`: how well a model ranks the labelled rows of some days.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "evaluate",
    description = {
      "Judge an ONNX model on the labelled rows of a table that backfill made: area under the ROC",
      "curve, average precision, and for each entity the precision among the 100 most suspicious of",
      "a day that have not been found on an earlier one. Days are UTC and inclusive."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  millrace evaluate --features features.csv.gz --model model"
          + " --from 2018-08-08 --to 2018-08-14 --known-from 2018-07-25 --json"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LabelledDays labelled;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "The folder with model.onnx and its card, model.json.")
  private Path model;

  @ArgGroup(exclusive = false)
  private @Nullable Known known;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  /// Entities that a live system would have stopped: their rows are left out.
  private static final class Known {
    @Option(
        names = "--known-from",
        paramLabel = "DAY",
        required = true,
        description = {
          "Leave out the rows of entities that are known to be compromised: those with a positive",
          "from this day on, as far as its label is known on the day of the row."
        })
    private LocalDate from;

    @Option(
        names = "--delay-days",
        paramLabel = "N",
        defaultValue = "7",
        description =
            "For how many whole days a label is not yet known (default: ${DEFAULT-VALUE}).")
    private int delayDays;

    @Option(
        names = "--known-entity",
        paramLabel = "NAME",
        description = "Which entity that is (default: the first of the table).")
    private @Nullable String entity;
  }

  @Override
  public Integer call() {
    try {
      FeatureTable table = labelled.table();
      ModelCard card = card();
      table.requireFeatures(card.features());
      try (ScoringModel scoring = new OnnxScoring(card.features(), card.inputs()).load(onnx())) {
        EvaluationReport report = ModelEvaluator.evaluate(table, scoring, plan(table));
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? json(report) : text(report));
        out.flush();
        return ExitCode.OK;
      }
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "no such file: %s: make one with millrace train --output %s"
              .formatted(e.getFile(), model),
          e);
    } catch (IOException | TrainerFailure | InvalidModel | IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private ModelCard card() throws IOException {
    Path file = model.resolve(TrainedModel.CARD_FILE);
    return JsonInput.read(Files.readAllBytes(file), new ModelCardFormat());
  }

  private byte[] onnx() throws IOException {
    return Files.readAllBytes(model.resolve(TrainedModel.MODEL_FILE));
  }

  private EvaluationPlan plan(FeatureTable table) {
    DayRange days = labelled.days();
    if (known == null) {
      return new EvaluationPlan(days, null);
    }
    String entity = known.entity == null ? table.entities().getFirst() : known.entity;
    return new EvaluationPlan(days, new KnownPositives(entity, known.from, known.delayDays));
  }

  private static String text(EvaluationReport report) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%-24s  %,d%n", "rows", report.rows()));
    text.append(String.format(Locale.ROOT, "%-24s  %,d", "positives", report.positives()));
    report
        .metrics()
        .forEach(
            (name, value) -> text.append(String.format(Locale.ROOT, "%n%-24s  %.4f", name, value)));
    return text.toString();
  }

  private static String json(EvaluationReport report) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeNumberField("rows", report.rows());
      out.writeNumberField("positives", report.positives());
      for (Map.Entry<String, Double> metric : report.metrics().entrySet()) {
        out.writeNumberField(metric.getKey(), metric.getValue());
      }
      out.writeEndObject();
    });
  }
}
