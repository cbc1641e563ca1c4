package io.millrace.cli.learning;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.trainer.promotion.Progress;
import io.millrace.trainer.promotion.Watch;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// What `millrace learning status --json` prints.
final class StatusJson {

  private StatusJson() {}

  static String of(LearningStatus status) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeStringField("pipeline", status.pipeline().name());
      write(status.progress(), out);
      out.writeStringField("waits_for", status.waitsFor());
      out.writeNumberField("in_charge", status.inCharge());
      Watch watch = status.progress().watch();
      if (watch != null) {
        out.writeObjectFieldStart("watched");
        out.writeNumberField("run", watch.run());
        out.writeNumberField("release", watch.release());
        out.writeNumberField("previous", watch.previous());
        out.writeStringField("since", watch.since().toString());
        out.writeStringField("until", watch.until(status.learning()).toString());
        out.writeEndObject();
      }
      writeLatest(status.latestRelease(), out);
      Learner learner = status.learner();
      out.writeBooleanField("learner_runs", learner.isRunning());
      out.writeNumberField("examples_end", learner.end());
      out.writeNumberField("lag", learner.lag());
      out.writeEndObject();
    });
  }

  private static void write(Progress progress, JsonGenerator out) throws IOException {
    out.writeStringField("stage", StageText.name(progress.stage()));
    int run = StageText.run(progress.stage());
    int release = StageText.release(progress.stage());
    if (run > 0) {
      out.writeNumberField("run", run);
    }
    if (release > 0) {
      out.writeNumberField("release", release);
    }
    out.writeBooleanField("paused", progress.paused());
    if (progress.order() != null) {
      out.writeStringField("order", progress.order().name());
    }
    out.writeNumberField("runs", progress.runs());
    if (progress.latest() != null) {
      out.writeStringField("trained_up_to", progress.latest().upTo().toString());
    }
  }

  private static void writeLatest(Optional<Published> latest, JsonGenerator out)
      throws IOException {
    if (latest.isEmpty()) {
      return;
    }
    Published published = latest.get();
    out.writeObjectFieldStart("latest");
    out.writeNumberField("run", published.run());
    out.writeNumberField("release", published.release());
    out.writeObjectFieldStart("metrics");
    for (Map.Entry<String, Double> metric : published.metrics().entrySet()) {
      out.writeNumberField(metric.getKey(), metric.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }
}
