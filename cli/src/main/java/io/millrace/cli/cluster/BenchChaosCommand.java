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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `millrace bench chaos`: whether a service writes the same when it is killed.
@Command(
    name = "chaos",
    description = {
      "Record a log of simulated events and changes of the release, run one service over it",
      "undisturbed, then once for each seed, killing it (kill -9) one to three times at full load,",
      "first just after the release has changed. Each record that it writes must come out in the",
      "same bytes, however often it is written; of the examples of model-trainer the last one of",
      "each event, which is the one that counts. Exits with 1 if any does not."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace bench chaos --seeds 10 --json",
      "  millrace bench chaos --service model-service --first-seed 7 --seeds 1"
    })
final class BenchChaosCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--service",
      paramLabel = "NAME",
      defaultValue = "processor-a",
      description =
          "Which one: event-router, processor-a, model-service, composed-pipeline or model-trainer (default: ${DEFAULT-VALUE}).")
  private String service = "";

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Events in the log (default: ${DEFAULT-VALUE}).")
  private int events;

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
      defaultValue = "data/bench-chaos",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-chaos");

  @Override
  public Integer call() throws InvalidPipeline {
    if (!ChaosRun.SERVICES.contains(service)) {
      throw new ParameterException(
          spec.commandLine(),
          "--service is '%s': choose one of %s".formatted(service, ChaosRun.SERVICES));
    }
    List<ChaosRun.Result> results = new ArrayList<>();
    note("recording %,d events".formatted(events));
    try (ChaosRun chaos =
        new ChaosRun(service, PipelineFolder.shipped("card-fraud"), data, events)) {
      for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
        ChaosRun.Result result = chaos.disturb(seed);
        results.add(result);
        note(text(result));
      }
    }
    long different = results.stream().mapToLong(ChaosRun.Result::different).sum();
    String end = "%d runs, %,d differences".formatted(results.size(), different);
    spec.commandLine().getOut().println(json ? json(results) : end);
    spec.commandLine().getOut().flush();
    if (different > 0) {
      throw new CommandFailure(
          "%,d records of %s came out otherwise than undisturbed".formatted(different, service));
    }
    return ExitCode.OK;
  }

  private static String text(ChaosRun.Result result) {
    return "seed %d: killed after %s, %,d records, %,d different, %,d excluded"
        .formatted(
            result.seed(),
            result.killedAt(),
            result.records(),
            result.different(),
            result.excluded());
  }

  private String json(List<ChaosRun.Result> results) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeStringField("service", service);
      out.writeArrayFieldStart("runs");
      for (ChaosRun.Result result : results) {
        out.writeStartObject();
        out.writeNumberField("seed", result.seed());
        out.writeFieldName("killed_at");
        int[] killedAt = result.killedAt().stream().mapToInt(written -> written).toArray();
        out.writeArray(killedAt, 0, killedAt.length);
        out.writeNumberField("records", result.records());
        out.writeNumberField("different", result.different());
        out.writeNumberField("excluded", result.excluded());
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
