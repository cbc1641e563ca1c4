package io.millrace.cli.models;

import io.millrace.cli.JsonText;
import io.millrace.cli.learning.LearningLog.Entry;
import io.millrace.cli.models.ShownModel.Release;
import io.millrace.contracts.json.EvaluationFormat;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.LearningEventFormat;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What `millrace model show --json` prints.
final class ModelJson {

  private ModelJson() {}

  static String of(ShownModel shown) {
    return JsonText.of(out -> {
      out.writeStartObject();
      Release release = shown.release();
      if (release != null) {
        out.writeNumberField("release", release.number());
        out.writeStringField("note", release.note());
        out.writeStringField("now", release.role().name().toLowerCase(Locale.ROOT));
      }
      out.writeStringField("file", shown.files().name());
      out.writeNumberField("bytes", shown.files().bytes());
      out.writeStringField("sha256", shown.files().sha256());
      out.writeFieldName("card");
      shown.files().writeCard(out);
      if (shown.live() != null) {
        out.writeFieldName("live");
        out.writeRawValue(text(JsonOutput.write(shown.live(), new EvaluationFormat())));
      }
      out.writeArrayFieldStart("life");
      for (Entry entry : shown.life()) {
        out.writeRawValue(text(JsonOutput.write(entry.event(), new LearningEventFormat())));
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
