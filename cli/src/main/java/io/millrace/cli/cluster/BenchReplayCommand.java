package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.CommandFailure;
import io.millrace.contracts.definition.InvalidPipeline;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench replay`: whether a log that is replayed gives the predictions that it gave.
@Command(
    name = "replay",
    description = {
      "Record a log of simulated events and changes of the release up to their predictions. Then",
      "replay its features into a fresh model service, with other batches, and its events into fresh",
      "processors and a fresh model service: each prediction must come out in the same bytes. Those",
      "that are degraded or have a fallback are counted, and not compared. Exits with 1 if any",
      "differs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace bench replay --events 1000000 --json",
      "  millrace bench replay --events 20000"
    })
final class BenchReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events in the log (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-replay",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-replay");

  private record Result(
      int events, long predictions, long excluded, long differentModel, long differentAll) {

    String text() {
      return "%,d events, %,d predictions, %,d excluded; different: %,d of features replayed, %,d of events replayed"
          .formatted(events, predictions, excluded, differentModel, differentAll);
    }

    String json() {
      StringWriter text = new StringWriter();
      try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
        out.writeStartObject();
        out.writeNumberField("events", events);
        out.writeNumberField("predictions", predictions);
        out.writeNumberField("excluded", excluded);
        out.writeNumberField("different_model", differentModel);
        out.writeNumberField("different_all", differentAll);
        out.writeEndObject();
      } catch (IOException e) {
        throw new CommandFailure("writing to memory failed", e);
      }
      return text.toString();
    }
  }

  @Override
  public Integer call() throws InvalidPipeline {
    Result result = replay();
    spec.commandLine().getOut().println(json ? result.json() : result.text());
    spec.commandLine().getOut().flush();
    if (result.differentModel() + result.differentAll() > 0) {
      throw new CommandFailure("predictions came out otherwise than when they were recorded");
    }
    return ExitCode.OK;
  }

  private Result replay() throws InvalidPipeline {
    note("recording %,d events".formatted(events));
    try (ReplayRun replay = new ReplayRun(PipelineFolder.shipped("card-fraud"), data, events)) {
      note("replaying their features");
      long differentModel = replay.differentByModel();
      note("replaying the events");
      long differentAll = replay.differentByAll();
      return new Result(
          events, replay.predictions(), replay.excluded(), differentModel, differentAll);
    }
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
