package io.millrace.cli;

import io.millrace.cli.history.Backtest;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.release.ReleasedPipeline;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.decision.Policy;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `millrace backtest`: another policy on the recorded log.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "backtest",
    description = {
      "Decide recorded predictions by another policy, and show which events it would decide otherwise",
      "than they were decided. Features and scores are those that were recorded."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace backtest --pipeline pipelines/card-fraud --policy stricter/pipeline.yaml",
      "  millrace backtest --pipeline pipelines/card-fraud --release 4 --from 2018-06-01 --to 2018-06-30"
          + " --segment terminal_id --amount amount --json"
    })
final class BacktestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @ArgGroup(multiplicity = "1")
  private Candidate candidate;

  /// Whose policy decides.
  private static final class Candidate {

    @Option(
        names = "--policy",
        paramLabel = "FILE",
        description = "The pipeline.yaml, or its folder, whose policy is tried.")
    private @Nullable Path policy;

    @Option(
        names = "--release",
        paramLabel = "N",
        description = "The release whose policy is tried; 0 is the folder of --pipeline.")
    private int release;
  }

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "The first day of events, by their time, in UTC.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "The last day.")
  private @Nullable LocalDate to;

  @Option(
      names = "--segment",
      paramLabel = "FIELD",
      description = "Sum up by the values of this field of events.")
  private @Nullable String segment;

  @Option(
      names = "--amount",
      paramLabel = "FIELD",
      description = "Sum up this field of events: the money at stake.")
  private @Nullable String amount;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    PipelineDefinition local = pipelineOption.read();
    EventSchema schema = local.event().schema();
    requireField(schema, "--segment", segment);
    requireField(schema, "--amount", amount);
    if (from != null && to != null && to.isBefore(from)) {
      throw new ParameterException(
          spec.commandLine(), "--to %s is before --from %s".formatted(to, from));
    }
    KafkaConnection kafka = kafkaOption.connection();
    PipelineDefinition other = candidate(local, kafka);
    Backtest backtest =
        new Backtest(
            new Policy(other.policy(), other.event().schema()),
            new Backtest.Fields(schema, segment, amount));
    run(backtest, local, kafka);
    Backtest.Report report = backtest.report();
    if (report.compared() == 0) {
      throw new CommandFailure(
          "nothing to compare: %s has no prediction of these days that was decided"
              .formatted(local.topics().predictions().name()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? BacktestReport.json(report) : BacktestReport.text(report, segment, amount));
    out.flush();
    return ExitCode.OK;
  }

  private PipelineDefinition candidate(PipelineDefinition local, KafkaConnection kafka) {
    Path file = candidate.policy;
    if (file == null) {
      return ReleasedPipeline.read(local, kafka, candidate.release);
    }
    if (Files.isDirectory(file)) {
      return PipelineOption.read(file);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !file.endsWith("pipeline.yaml")) {
      throw new ParameterException(
          spec.commandLine(),
          "--policy %s: name a pipeline.yaml, or the folder that it is in".formatted(file));
    }
    return PipelineOption.read(folder);
  }

  private void run(Backtest backtest, PipelineDefinition local, KafkaConnection kafka) {
    Topic<String, Decision> decisions = local.topics().decisions();
    try (TopicReader<Decision> reader =
        TopicReader.fromBeginning(kafka, decisions.name(), decisions.valueSerde().deserializer())) {
      reader.readAll(record -> {
        if (isWanted(record.value().eventTime())) {
          backtest.decided(record.value());
        }
      });
    }
    Topic<String, Prediction> predictions = local.topics().predictions();
    LoggedLists lists = new LoggedLists(local.topics(), kafka);
    try (TopicReader<Prediction> reader =
        TopicReader.fromBeginning(
            kafka, predictions.name(), predictions.valueSerde().deserializer())) {
      reader.readAll(record -> {
        if (isWanted(record.value().event().time())) {
          backtest.take(record.value(), lists.asOf(record.timestamp()));
        }
      });
    }
  }

  private boolean isWanted(Instant time) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  private void requireField(EventSchema schema, String option, @Nullable String field) {
    if (field != null && !schema.type().fields().containsKey(field)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s %s: events have no such field: use one of %s"
              .formatted(option, field, schema.type().fields().keySet()));
    }
  }
}
