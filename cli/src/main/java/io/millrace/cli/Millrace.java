package io.millrace.cli;

import io.millrace.cli.access.AclsCommand;
import io.millrace.cli.cluster.BenchCommand;
import io.millrace.cli.cluster.DemoCommand;
import io.millrace.cli.cluster.LayoutCommand;
import io.millrace.cli.cluster.RehearseCommand;
import io.millrace.cli.cluster.ServiceCommand;
import io.millrace.cli.cluster.StartCommand;
import io.millrace.cli.cluster.TopicsCommand;
import io.millrace.cli.deadletters.DeadLettersCommand;
import io.millrace.cli.doctor.DoctorCommand;
import io.millrace.cli.explain.ExplainCommand;
import io.millrace.cli.learning.LearningCommand;
import io.millrace.cli.lists.ListsCommand;
import io.millrace.cli.models.ModelCommand;
import io.millrace.cli.release.ReleaseCommand;
import io.millrace.cli.study.ReplayStudyCommand;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The `millrace` command. It exits with 0 when the work is done, 1 when it failed, 2 when it was
/// asked for wrongly.
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    versionProvider = Millrace.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      StartCommand.class,
      ServiceCommand.class,
      TopicsCommand.class,
      AclsCommand.class,
      DoctorCommand.class,
      LayoutCommand.class,
      BenchCommand.class,
      RehearseCommand.class,
      SimulateCommand.class,
      ImportCommand.class,
      BackfillCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ParityCommand.class,
      BacktestCommand.class,
      ReplayStudyCommand.class,
      ReleaseCommand.class,
      ModelCommand.class,
      LearningCommand.class,
      DeadLettersCommand.class,
      ValidateCommand.class,
      ListsCommand.class,
      TailCommand.class,
      ExplainCommand.class
    },
    description = "Streaming AI on Kafka: events in, decisions and actions out.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage"})
public final class Millrace {

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show stack traces of failures.")
  private boolean verbose;

  private Millrace() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(
        LogFormat.fault(System.getenv())
            .map(fault -> {
              err.println("millrace: " + fault);
              return CommandLine.ExitCode.USAGE;
            })
            .orElseGet(() -> commandLine(out, err).execute(arguments)));
  }

  /// The whole command, writing its results to `out` and everything else to `err`.
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    ErrorLines errors = new ErrorLines();
    return new CommandLine(new Millrace())
        .setOut(out)
        .setErr(err)
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(Instant.class, new InstantConverter())
        .registerConverter(LocalDate.class, InstantConverter::day)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  static boolean isVerbose(CommandLine command) {
    return command.getCommandSpec().root().userObject() instanceof Millrace root && root.verbose;
  }

  /// The program and its version, such as `millrace 0.1.0`.
  public static String version() {
    String version = Millrace.class.getPackage().getImplementationVersion();
    return "millrace " + Optional.ofNullable(version).orElse("(unpackaged)");
  }

  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }
}
