package io.millrace.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.history.DecisionTally;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/// What a tally says, for people and for machines.
///
/// @param waited whether decisions were waited for; if not, none is missed
record TallyReport(DecisionTally.Counts counts, boolean waited) {

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("events", counts.events());
      json.writeNumberField("outcomes", counts.outcomes());
      if (waited) {
        writeDecisions(json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private void writeDecisions(JsonGenerator json) throws IOException {
    json.writeNumberField("decisions", counts.decisions());
    json.writeNumberField("distinct_ids", counts.distinctIds());
    json.writeNumberField("doubled", counts.doubled());
    json.writeNumberField("lost", counts.lost());
    json.writeNumberField("foreign", counts.foreign());
    json.writeNumberField("degraded", counts.degraded());
    json.writeObjectFieldStart("by_outcome");
    for (Map.Entry<String, Long> outcome : counts.byOutcome().entrySet()) {
      json.writeNumberField(outcome.getKey(), outcome.getValue());
    }
    json.writeEndObject();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "events", counts.events());
    line(text, "outcomes", counts.outcomes());
    if (waited) {
      line(text, "decisions", counts.decisions());
      counts.byOutcome().forEach((outcome, count) -> line(text, "  " + outcome, count));
      line(text, "distinct ids", counts.distinctIds());
      line(text, "doubled", counts.doubled());
      line(text, "lost", counts.lost());
      line(text, "degraded", counts.degraded());
      if (counts.foreign() > 0) {
        line(text, "of others", counts.foreign());
      }
    }
    return text.toString().stripTrailing();
  }

  /// Why the counts are a failure, and where to look.
  String failure() {
    return String.format(
        Locale.ROOT,
        "%,d events have no decision, %,d have one too many: look into the dead letters"
            + " (millrace tail dead-letters --pipeline DIR --from-beginning),"
            + " and whether every service runs",
        counts.lost(),
        counts.doubled());
  }

  private static void line(StringBuilder text, String name, long count) {
    text.append(String.format(Locale.ROOT, "%-14s %,12d%n", name, count));
  }
}
