package io.millrace.cli;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.ParityCheck;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.release.ReleasedPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace parity`: whether the features of the live predictions are those of their log.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "parity",
    description = {
      "Compute the features of all of a layout's log again, in its order and by the engine that",
      "computes them live, and compare them with what predictions recorded: bit for bit. Exits with 1",
      "if any differs. The log is events-a, or with --layout composed events and enriched; where it",
      "has lost its beginning, the longest window and its delay are passed over first."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace parity --pipeline pipelines/card-fraud --bootstrap localhost:9092",
      "  millrace parity --pipeline pipelines/card-fraud --layout composed"
    })
final class ParityCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Option(
      names = "--release",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Check what this release judged (default: 0, the folder; what it judged before the first",
        "assignment)."
      })
  private int release;

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "separate",
      description = {
        "Check what was predicted in this layout: separate or composed (default:",
        "${DEFAULT-VALUE})."
      })
  private Layout layout;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    KafkaConnection kafka = kafkaOption.connection();
    PipelineDefinition local = pipelineOption.read();
    PipelineDefinition pipeline = ReleasedPipeline.read(local, kafka, release);
    TopicScan scan = new TopicScan(kafka, spec.commandLine().getErr());
    ParityCheck check = new ParityCheck(pipeline, release);
    EntityLog.of(layout, local, kafka).replay(scan, check.log());
    scan.read(
        pipeline.topics().predictions(),
        "compare",
        (at, time, key, prediction) -> check.compare(prediction));
    ParityCheck.Report report = check.report();
    spec.commandLine().getOut().println(json ? json(report) : text(report));
    spec.commandLine().getOut().flush();
    if (report.different() > 0) {
      throw new CommandFailure(
          "%,d of %,d predictions were made of other features than their log gives"
              .formatted(report.different(), report.compared()));
    }
    return ExitCode.OK;
  }

  private static String text(ParityCheck.Report report) {
    StringBuilder text = new StringBuilder();
    line(text, "compared", report.compared(), "predictions, in all their features");
    line(text, "different", report.different(), "");
    line(text, "degraded", report.degraded(), "not compared: made without a part");
    line(text, "unknown", report.unknown(), "not compared: the log does not reach back far enough");
    line(text, "others", report.others(), "not compared: of another release or layout");
    for (ParityCheck.Difference difference : report.shown()) {
      text.append(
          "event %s: %s was %s, but is %s%n"
              .formatted(
                  difference.eventId(),
                  difference.feature(),
                  difference.recorded(),
                  difference.computed()));
    }
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, long count, String note) {
    text.append(String.format(Locale.ROOT, "%-10s %,12d  %s", name, count, note).stripTrailing());
    text.append(System.lineSeparator());
  }

  private static String json(ParityCheck.Report report) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeNumberField("compared", report.compared());
      out.writeNumberField("different", report.different());
      out.writeNumberField("degraded", report.degraded());
      out.writeNumberField("unknown", report.unknown());
      out.writeNumberField("others", report.others());
      out.writeEndObject();
    });
  }
}
