package io.millrace.cli;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.Backtest;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.release.TemporaryFolder;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.expression.ValueType.Field;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
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
      "Show which recorded events another policy, or another release, would decide otherwise than they",
      "were decided. With --policy features and scores are those that were recorded. With --release the",
      "whole pipeline runs again on the recorded log: the release's features, its model, its policy.",
      "Lists are asked as they were when the event was ingested."
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
        description = {
          "The pipeline's folder whose policy is tried; or a pipeline.yaml alone, by whatever name, to",
          "which the other files are those of --pipeline."
        })
    private @Nullable Path policy;

    @Option(
        names = "--release",
        paramLabel = "N",
        description = "The release that is tried; 0 is the folder of --pipeline.")
    private int release;
  }

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "separate",
      description = {
        "The layout whose log --release runs on: separate or composed (default:",
        "${DEFAULT-VALUE})."
      })
  private Layout layout;

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

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Show so many events that would be decided otherwise (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    PipelineDefinition local = pipelineOption.read();
    EventSchema schema = local.event().schema();
    requireField(schema, "--segment", segment);
    requireField(schema, "--amount", amount);
    requireNumber(schema, amount);
    if (from != null && to != null && to.isBefore(from)) {
      throw new ParameterException(
          spec.commandLine(), "--to %s is before --from %s".formatted(to, from));
    }
    KafkaConnection kafka = kafkaOption.connection();
    Backtest.Fields fields = new Backtest.Fields(schema, segment, amount);
    BacktestRun run =
        new BacktestRun(
            local,
            kafka,
            new TopicScan(kafka, spec.commandLine().getErr()),
            this::isWanted,
            Math.max(0, events));
    Backtest.Report report =
        candidate.policy == null
            ? run.release(candidate.release, layout, fields)
            : run.policy(policy(candidate.policy), fields);
    if (report.compared() == 0) {
      throw new CommandFailure(
          "nothing to compare: %s has no prediction of these days that was decided%s"
              .formatted(
                  local.topics().predictions().name(),
                  report.unknown() == 0
                      ? ""
                      : ", and whose features the log of the %s layout tells".formatted(layout)));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? BacktestReport.json(report) : BacktestReport.text(report, segment, amount));
    out.flush();
    return ExitCode.OK;
  }

  /// A folder, or a pipeline.yaml by whatever name, to which the other files are those of the local
  /// folder.
  private PipelineDefinition policy(Path file) {
    if (Files.isDirectory(file)) {
      return PipelineOption.read(file);
    }
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(), "--policy %s: there is no such file or folder".formatted(file));
    }
    try (TemporaryFolder folder = new TemporaryFolder()) {
      for (Map.Entry<String, byte[]> each :
          PipelineOption.files(pipelineOption.folder()).entrySet()) {
        Path copy = folder.path().resolve(each.getKey());
        Files.createDirectories(copy.getParent());
        Files.write(copy, each.getValue());
      }
      Files.copy(file, folder.path().resolve("pipeline.yaml"), StandardCopyOption.REPLACE_EXISTING);
      return new PipelineReader().read(folder.path());
    } catch (InvalidPipeline e) {
      throw new CommandFailure("%s: %s".formatted(file, e.findings().getFirst()), e);
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be read (%s)".formatted(file, e.getMessage()), e);
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

  private void requireNumber(EventSchema schema, @Nullable String field) {
    Field amount = field == null ? null : schema.type().fields().get(field);
    if (amount != null && !amount.type().isNumeric()) {
      throw new ParameterException(
          spec.commandLine(), "--amount %s: it is %s, no number".formatted(field, amount.type()));
    }
  }
}
