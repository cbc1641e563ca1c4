package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.benchmarks.EngineRun;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace bench features`: what an event costs, by the size of its entity and of its windows.
@Command(
    name = "features",
    description = {
      "Measure the feature engine: an entity with a million events in its window beside one with 60,",
      "and windows of 90 days beside windows of an hour; and processor-a alone, over a recorded log."
    },
    footerHeading = "%nExample:%n",
    footer = "  millrace bench features --json")
final class BenchFeaturesCommand implements Callable<Integer> {
  private static final int ROUNDS = 7;
  private static final int ROUND = 50_000;
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration QUARTER = Duration.ofDays(90);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--hot",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events in the window of the busy entity (default: ${DEFAULT-VALUE}).")
  private int hot;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events in the log for processor-a (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-features",
      description =
          "Where broker and services keep their data; what an earlier run left there is deleted (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data/bench-features");

  /// Two things that are measured in turns, in microseconds an event.
  private record Pair(double one, double other) {
    double ratio() {
      return one / other;
    }
  }

  @Override
  public Integer call() throws InvalidPipeline {
    Path folder = PipelineFolder.shipped("card-fraud");
    PipelineDefinition pipeline = new PipelineReader().read(folder);
    note("filling a window with %,d events".formatted(hot));
    Pair keys = keys(pipeline);
    note("windows of 90 days and of an hour");
    Pair windows = windows(pipeline);
    note("recording a log of %,d events".formatted(events));
    double updates = updates(folder);
    spec.commandLine()
        .getOut()
        .println(json ? json(keys, windows, updates) : text(keys, windows, updates));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private Pair keys(PipelineDefinition pipeline) {
    EngineRun busy = new EngineRun(pipeline, 1, hot, MONTH);
    EngineRun quiet = new EngineRun(pipeline, 1_000, 60, MONTH);
    busy.add(hot + ROUND);
    quiet.add(4 * ROUND);
    return inTurns(busy, quiet);
  }

  private static Pair windows(PipelineDefinition pipeline) {
    int within = 100_000;
    EngineRun quarter = new EngineRun(with(pipeline, QUARTER), 1, within, QUARTER);
    EngineRun hour = new EngineRun(with(pipeline, Duration.ofHours(1)), 1, within, QUARTER);
    quarter.add(within + ROUND);
    hour.add(within + ROUND);
    return inTurns(quarter, hour);
  }

  /// Rounds in turns, so that what else the machine does meets both; the medians.
  private static Pair inTurns(EngineRun one, EngineRun other) {
    List<Double> ones = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ones.add(one.add(ROUND));
      others.add(other.add(ROUND));
    }
    return new Pair(BenchReport.median(ones), BenchReport.median(others));
  }

  /// A pipeline with a count and a mean of this window, and no more features.
  private static PipelineDefinition with(PipelineDefinition pipeline, Duration length) {
    Window window = new Window(length, Duration.ZERO);
    return new PipelineDefinition(
        pipeline.name(),
        pipeline.event(),
        pipeline.entities(),
        pipeline.routes(),
        List.of(
            new StatefulFeature("count", "card", new Aggregation.Count(), window, null, 0),
            new StatefulFeature("mean", "card", new Aggregation.Mean("amount"), window, null, 0)),
        List.of(),
        null,
        List.of(),
        Map.of(),
        pipeline.feedback(),
        pipeline.duplicatesWithin());
  }

  private double updates(Path folder) throws InvalidPipeline {
    try (RecordedLog log = RecordedLog.record(folder, data, CardWorld.published(1), events)) {
      note("processor-a over %,d events".formatted(events));
      return ProcessorRun.over(log).updatesPerSecond();
    }
  }

  private static String text(Pair keys, Pair windows, double updates) {
    return String.format(
        Locale.ROOT,
        "busy entity   %.1f µs an event, quiet one %.1f: ratio %.2f%n"
            + "90 days       %.1f µs an event, an hour %.1f: ratio %.2f%n"
            + "processor-a   %,.0f updates/s",
        keys.one(),
        keys.other(),
        keys.ratio(),
        windows.one(),
        windows.other(),
        windows.ratio(),
        updates);
  }

  private static String json(Pair keys, Pair windows, double updates) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      out.writeNumberField("hot_key_ratio", rounded(keys.ratio()));
      out.writeNumberField("hot_key_us", rounded(keys.one()));
      out.writeNumberField("quiet_key_us", rounded(keys.other()));
      out.writeNumberField("window_ratio", rounded(windows.ratio()));
      out.writeNumberField("updates_per_s", Math.round(updates));
      out.writeEndObject();
    } catch (IOException e) {
      throw new CommandFailure("writing to memory failed", e);
    }
    return text.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }
}
