package io.millrace.cli;

import io.millrace.cli.history.CsvWriter;
import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.history.Workers;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.Pace;
import io.millrace.cli.simulator.Transaction;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `millrace simulate`: card transactions, to Kafka or to a file.
@SuppressWarnings("NullAway.Init") // picocli makes the mixins
@Command(
    name = "simulate",
    description = {
      "Make card transactions with fraud among them: to a pipeline's topics, or to a file.",
      "On the topics, simulated time runs as fast as the rate says, and each outcome comes as"
          + " feedback when it becomes known."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace simulate --pipeline pipelines/card-fraud --rate 500",
      "  millrace simulate --days 136 --output transactions.csv.gz",
      "  millrace simulate --days 45 --switch-on 2018-05-01 --output drift.csv.gz",
      "  millrace simulate --days 45 --wrong-reports 0.3 --wrong-from 2018-05-01 --output wrong.csv"
    })
final class SimulateCommand implements Callable<Integer> {

  private static final int ROWS_AT_ONCE = 10_000;

  @Spec private CommandSpec spec;
  @Mixin private SimulationOptions simulation;
  @Mixin private ReportOptions reports;
  @Mixin private KafkaOption kafkaOption;

  @Option(
      names = "--pipeline",
      paramLabel = "DIR",
      description = "Publish to the topics of this pipeline folder.")
  private @Nullable Path pipeline;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write a table to this file instead: .csv or .csv.gz.")
  private @Nullable Path output;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "200",
      description = "Events a second, 0 for as many as go (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Override
  public Integer call() {
    refuseContradictions();
    if (output != null) {
      return write(output);
    }
    if (pipeline == null) {
      throw wrong("where to: name a pipeline (--pipeline DIR) or a file (--output FILE)");
    }
    return publish(PipelineOption.read(pipeline));
  }

  private void refuseContradictions() {
    boolean isToBrokers = spec.commandLine().getParseResult().hasMatchedOption("--bootstrap");
    if (output != null && isToBrokers) {
      throw wrong("--output FILE writes to no brokers: leave out --bootstrap, or --output");
    }
    if (output == null && reports.asked()) {
      throw wrong("--wrong-reports goes to a file: add --output FILE, then import or study that");
    }
    String problem = reports.problem();
    if (problem != null) {
      throw wrong(problem);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int write(Path file) {
    if (simulation.endless()) {
      throw wrong("a file needs an end: add --events N or --days D");
    }
    ReportOptions.Table table = reports.table(simulation);
    Iterator<Transaction> transactions = simulation.transactions().iterator();
    long written = 0;
    try (Workers workers = new Workers();
        CsvWriter csv = CsvWriter.create(file, table.columns(), workers);
        ProgressBar bar = bar()) {
      while (transactions.hasNext()) {
        List<List<String>> rows = new ArrayList<>();
        while (transactions.hasNext() && rows.size() < ROWS_AT_ONCE) {
          rows.add(table.values().apply(transactions.next()));
        }
        csv.write(rows);
        written += rows.size();
        bar.update(written, simulation.most());
      }
    }
    return ExitCode.OK;
  }

  private int publish(PipelineDefinition definition) {
    Iterator<PastEvent> events =
        History.simulated(simulation.transactions(), definition).iterator();
    KafkaConnection kafka = kafkaOption.connection();
    kafka.requireTopics(
        List.of(definition.topics().raw().name(), definition.topics().feedback().name()));
    try (ProgressBar bar = bar();
        HistoryPublisher publisher = new HistoryPublisher(kafka.producer(), definition, _ -> {})) {
      publisher.publishAll(
          new Timeline(events, Timeline.End.AT_LAST_EVENT),
          new Pace(rate),
          done -> bar.update(done, simulation.most()));
    }
    return ExitCode.OK;
  }

  private ProgressBar bar() {
    return ProgressBar.start(spec.commandLine().getErr(), "simulate", "transactions");
  }
}
