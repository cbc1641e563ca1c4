package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.JsonText;
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

/// `millrace bench learner`: whether learning goes on as it should when the trainer is killed.
@Command(
    name = "learner",
    description = {
      "Have a pipeline without a model live through twelve simulated days, in which it trains,",
      "tries and promotes models every other day: undisturbed, then once for each seed, killing",
      "model-trainer (kill -9) one to three times: while it joins, trains, publishes a release, has",
      "published one, assigns, marks an assignment in events, or watches what has taken over. Then",
      "each event must have the example that it has undisturbed, each run one whole release at most,",
      "each assignment its marks, and what is told of learning must be what is assigned.",
      "Exits with 1 if any is not so."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace bench learner --seeds 10 --json",
      "  millrace bench learner --first-seed 7 --seeds 1"
    })
final class BenchLearnerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many runs are disturbed (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The seed of the first; the others follow (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-learner",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-learner");

  @Override
  public Integer call() throws InvalidPipeline {
    note("undisturbed");
    LearnerChaos chaos = new LearnerChaos(PipelineFolder.shipped("card-fraud"), data);
    note(
        "%,d examples, %d trainings, %d promotions"
            .formatted(chaos.examples(), chaos.trainings(), chaos.promotions()));
    List<LearnerChaos.Result> results = new ArrayList<>();
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      LearnerChaos.Result result = chaos.disturb(seed);
      results.add(result);
      note(text(result));
    }
    long wrong = results.stream().filter(result -> !result.isFine()).count();
    String end = "%d runs, %d of them with differences or faults".formatted(results.size(), wrong);
    spec.commandLine().getOut().println(json ? json(chaos, results) : end);
    spec.commandLine().getOut().flush();
    if (wrong > 0) {
      throw new CommandFailure("%d runs came out otherwise than they should".formatted(wrong));
    }
    return ExitCode.OK;
  }

  private static String text(LearnerChaos.Result result) {
    return "seed %d: killed while %s, %d trainings, %d promotions, %,d different, faults %s"
        .formatted(
            result.seed(),
            result.killedAt(),
            result.trainings(),
            result.promotions(),
            result.different(),
            result.faults());
  }

  private static String json(LearnerChaos chaos, List<LearnerChaos.Result> results) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeStringField("service", Stage.TRAINER);
      out.writeNumberField("examples", chaos.examples());
      out.writeArrayFieldStart("runs");
      for (LearnerChaos.Result result : results) {
        out.writeStartObject();
        out.writeNumberField("seed", result.seed());
        String[] killedAt = result.killedAt().toArray(String[]::new);
        out.writeFieldName("killed_at");
        out.writeArray(killedAt, 0, killedAt.length);
        out.writeNumberField("trainings", result.trainings());
        out.writeNumberField("promotions", result.promotions());
        out.writeNumberField("different", result.different());
        String[] faults = result.faults().toArray(String[]::new);
        out.writeFieldName("faults");
        out.writeArray(faults, 0, faults.length);
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
