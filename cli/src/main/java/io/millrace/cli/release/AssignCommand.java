package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.AssignmentHistory;
import java.util.Optional;
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

/// `millrace release assign`: what comes from now on is judged by a release.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "assign",
    description = {
      "Have a release judge what comes from now on, once every live instance can serve it.",
      "A shadow is asked about every event too and has no say; a canary judges its share of",
      "the entities itself, always the same ones."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace release assign 4 --pipeline pipelines/card-fraud",
      "  millrace release assign 4 --shadow 5 --pipeline pipelines/card-fraud",
      "  millrace release assign 4 --canary 5 --percent 10 --pipeline pipelines/card-fraud"
    })
final class AssignCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;
  @Mixin private WaitOption waitOption;

  @Parameters(
      paramLabel = "N",
      description = "The release; 0 for the folder that the services were started with.")
  private int release;

  @ArgGroup private @Nullable Beside beside;

  /// One of them at most.
  private static final class Beside {
    @Option(names = "--shadow", paramLabel = "M", description = "A release that is asked too.")
    private @Nullable Integer shadow;

    @Option(names = "--canary", paramLabel = "M", description = "One that judges a share.")
    private @Nullable Integer canary;
  }

  @Option(
      names = "--percent",
      paramLabel = "P",
      description = "The canary's share of the entities, 1 to 99.")
  private @Nullable Integer percent;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  private String reason = "";

  @Override
  public Integer call() {
    if (release < 0) {
      throw new ParameterException(
          spec.commandLine(), "%d is no release: they count from 1".formatted(release));
    }
    Challenger challenger = challenger();
    PipelineDefinition pipeline = pipelineOption.read();
    KafkaConnection kafka = kafkaOption.connection();
    Assigning assigning = new Assigning(pipeline, kafka);
    assigning.requireRelease(release);
    if (challenger != null) {
      assigning.requireRelease(challenger.release());
      waitOption.await(challenger.release(), pipeline, kafka, spec);
    }
    if (release > 0) {
      waitOption.await(release, pipeline, kafka, spec);
    }
    Assignment assignment =
        assigning
            .assign(log ->
                Optional.of(
                    new AssignmentHistory(log.assignments()).assign(release, challenger, reason)))
            .orElseThrow();
    spec.commandLine().getOut().println(InWords.of(assignment));
    return ExitCode.OK;
  }

  private @Nullable Challenger challenger() {
    Integer shadow = beside == null ? null : beside.shadow;
    Integer canary = beside == null ? null : beside.canary;
    if ((canary == null) != (percent == null)) {
      throw new ParameterException(
          spec.commandLine(), "--canary M and --percent P belong together: give both");
    }
    if (percent != null && (percent < 1 || percent > 99)) {
      throw new ParameterException(
          spec.commandLine(),
          "--percent is %d: give 1 to 99, or assign the release itself".formatted(percent));
    }
    Integer other = shadow == null ? canary : shadow;
    if (other == null) {
      return null;
    }
    if (other == release || other < 1) {
      throw new CommandFailure(
          "release %d cannot be tried beside release %d: name another one"
              .formatted(other, release));
    }
    return new Challenger(other, percent == null ? 0 : percent);
  }
}
