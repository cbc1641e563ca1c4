package io.millrace.cli.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.JsonText;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.LoggedLists;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.release.ReleaseComparison.Report;
import io.millrace.cli.release.ReleaseComparison.Summary;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace release compare`: what two releases said of the same events.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "compare",
    description = {
      "Compare what two releases said of the events that both were asked about, one as the other's",
      "shadow or canary: scores, what each would decide, and how long its model took."
    },
    footerHeading = "%nExamples:%n",
    footer = "  millrace release compare 3 4 --pipeline pipelines/card-fraud")
final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(index = "0", paramLabel = "N", description = "The one.")
  private int one;

  @Parameters(index = "1", paramLabel = "M", description = "The other.")
  private int other;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    if (one == other) {
      throw new ParameterException(
          spec.commandLine(), "release %d cannot be compared with itself".formatted(one));
    }
    PipelineDefinition local = pipelineOption.read();
    KafkaConnection kafka = kafkaOption.connection();
    PipelineDefinition ofOne = ReleasedPipeline.read(local, kafka, one);
    PipelineDefinition ofOther = ReleasedPipeline.read(local, kafka, other);
    ReleaseComparison comparison = new ReleaseComparison(one, ofOne, other, ofOther);
    Topic<String, Prediction> topic = local.topics().predictions();
    LoggedLists lists = LoggedLists.askedBy(kafka, ofOne, ofOther);
    try (TopicReader<Prediction> reader =
        TopicReader.fromBeginning(kafka, topic.name(), topic.valueSerde().deserializer())) {
      reader.readAll(record ->
          comparison.take(
              record.value(), InferenceTimes.of(record.headers()), lists.asOf(record.timestamp())));
    }
    Report report = comparison.report();
    if (report.events() == 0) {
      throw new CommandFailure(
          ("no event was asked of both release %1$d and release %2$d: assign one as the other's "
                  + "shadow first (millrace release assign %1$d --shadow %2$d)")
              .formatted(one, other));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(report) : text(report));
    out.flush();
    return ExitCode.OK;
  }

  static String text(Report report) {
    StringBuilder text = new StringBuilder();
    line(
        text, String.format(Locale.ROOT, "%,d events that both were asked about", report.events()));
    side(text, report.one());
    side(text, report.other());
    line(
        text,
        String.format(
            Locale.ROOT,
            "scores differ by %.6f on average, by %.6f at most",
            report.meanDifference(),
            report.greatestDifference()));
    double share = report.events() == 0 ? 0 : 100.0 * report.disagreements() / report.events();
    line(
        text,
        String.format(
            Locale.ROOT,
            "%,d events (%.2f%%) would be decided otherwise",
            report.disagreements(),
            share));
    report
        .decisions()
        .forEach((first, seconds) ->
            seconds.forEach((second, count) ->
                line(
                    text,
                    String.format(Locale.ROOT, "  %-12s %-12s %,12d", first, second, count))));
    return text.toString().stripTrailing();
  }

  private static void side(StringBuilder text, Summary side) {
    line(
        text,
        String.format(
            Locale.ROOT,
            "release %d judged %,d of them, scored %,d, and fell back for %,d",
            side.release(),
            side.judged(),
            side.scored(),
            side.fallbacks()));
    StringBuilder quantiles = new StringBuilder("  scores");
    side.quantiles()
        .forEach((level, score) ->
            quantiles.append(String.format(Locale.ROOT, "  p%.0f %.4f", 100 * level, score)));
    line(text, quantiles.toString());
    line(text, "  inference  " + inference(side.inferenceMicros()));
  }

  private static String inference(Map<Double, Double> micros) {
    return micros.isEmpty()
        ? "not measured"
        : String.format(
            Locale.ROOT, "p50 %,.0f µs  p99 %,.0f µs", micros.get(0.5), micros.get(0.99));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }

  static String json(Report report) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeNumberField("events", report.events());
      out.writeArrayFieldStart("releases");
      side(out, report.one());
      side(out, report.other());
      out.writeEndArray();
      out.writeNumberField("mean_score_difference", report.meanDifference());
      out.writeNumberField("greatest_score_difference", report.greatestDifference());
      out.writeNumberField("disagreements", report.disagreements());
      out.writeObjectFieldStart("decisions");
      for (Map.Entry<String, Map<String, Long>> first : report.decisions().entrySet()) {
        out.writeObjectFieldStart(first.getKey());
        for (Map.Entry<String, Long> second : first.getValue().entrySet()) {
          out.writeNumberField(second.getKey(), second.getValue());
        }
        out.writeEndObject();
      }
      out.writeEndObject();
      out.writeEndObject();
    });
  }

  private static void side(JsonGenerator out, Summary side) throws IOException {
    out.writeStartObject();
    out.writeNumberField("release", side.release());
    out.writeNumberField("judged", side.judged());
    out.writeNumberField("scored", side.scored());
    out.writeNumberField("fallbacks", side.fallbacks());
    out.writeObjectFieldStart("score_quantiles");
    for (Map.Entry<Double, Double> quantile : side.quantiles().entrySet()) {
      out.writeNumberField(quantile.getKey().toString(), quantile.getValue());
    }
    out.writeEndObject();
    inference(out, side.inferenceMicros());
    out.writeEndObject();
  }

  private static void inference(JsonGenerator out, Map<Double, Double> micros) throws IOException {
    for (int percent : new int[] {50, 99}) {
      Double quantile = micros.get(percent / 100.0);
      if (quantile != null) {
        out.writeNumberField("inference_us_p" + percent, quantile.longValue());
      }
    }
  }
}
