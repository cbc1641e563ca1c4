package io.millrace.cli.cluster;

import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench model`: what a prediction costs, by model.
@Command(
    name = "model",
    description = {
      "Measure models: rows a second on one thread, one by one and in batches, and events a second",
      "of the model service alone from Kafka to Kafka, a process of its own with one stream thread.",
      "fraud: the model of card-fraud, from three parts of features. ffnn: the network of the",
      "Crayfish benchmark (28 x 28 pixels, three layers of 32, ten classes) on random floats;",
      "ffnn_bytes: the same on whole numbers from 0 to 255. An event carries its image twice, in",
      "its payload and in its features, and so does its prediction."
    },
    footerHeading = "%nExample:%n",
    footer = "  millrace bench model --json")
final class BenchModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "40000",
      description = "Events a round (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Rounds that count, after as many that warm up; their median is reported (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--models",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "fraud,ffnn,ffnn_bytes",
      description = "Which of them (default: ${DEFAULT-VALUE}).")
  private List<Subject> models = List.of();

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-model",
      description =
          "Where broker and service keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-model");

  /// The models there are; named as users write them.
  enum Subject {
    fraud,
    ffnn,
    ffnn_bytes
  }

  @Override
  public Integer call() throws InvalidPipeline {
    List<ModelReport.Row> rows = new ArrayList<>();
    for (Subject subject : models) {
      MeasuredModel model = measured(subject);
      note("%s: rows".formatted(subject));
      ModelRows alone = ModelRows.of(model);
      note("%s: Kafka to Kafka".formatted(subject));
      rows.add(
          new ModelReport.Row(
              subject.name(), alone, new ModelRun(model, data, events).eventsPerSecond(rounds)));
    }
    ModelReport report = new ModelReport(rows);
    spec.commandLine().getOut().println(json ? report.json() : report.text());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private MeasuredModel measured(Subject subject) throws InvalidPipeline {
    return switch (subject) {
      case fraud -> MeasuredModel.fraud();
      case ffnn -> MeasuredModel.imagesOfFloats(data);
      case ffnn_bytes -> MeasuredModel.imagesOfBytes(data);
    };
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
