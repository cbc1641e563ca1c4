package io.millrace.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.Decision;
import java.io.IOException;
import java.util.Locale;

/// The rows of the page's tables as it reads them.
final class RowJson {

  private RowJson() {}

  static void write(DecisionRow row, JsonGenerator out) throws IOException {
    Decision decision = row.decision();
    out.writeStartObject();
    out.writeStringField("event_id", decision.eventId());
    out.writeStringField("outcome", decision.outcome());
    out.writeStringField("reasons", String.join(", ", decision.reasons()));
    if (decision.heldBack() != null) {
      out.writeStringField("held_back", decision.heldBack().outcome());
    }
    out.writeStringField("entities", String.join(", ", row.entities()));
    if (row.score().isPresent()) {
      out.writeNumberField("score", row.score().getAsDouble());
    }
    out.writeNumberField("release", decision.release());
    out.writeBooleanField("degraded", !decision.degraded().isEmpty());
    out.writeNumberField("at", row.arrived());
    if (row.latency().isPresent()) {
      out.writeNumberField("latency_ms", row.latency().getAsLong());
    }
    out.writeStringField("position", row.at().toString());
    out.writeStringField("command", row.command().orElse(""));
    out.writeEndObject();
  }

  static void write(ActionRow row, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("event_id", row.action().eventId());
    out.writeStringField("action", row.action().name());
    out.writeStringField("target", row.target());
    out.writeNumberField("at", row.arrived());
    if (row.result().isPresent()) {
      ActionResult result = row.result().get();
      out.writeStringField("status", result.status().name().toLowerCase(Locale.ROOT));
      out.writeNumberField("attempts", result.attempts());
      out.writeStringField("answer", result.answer());
    }
    out.writeStringField("command", row.command().orElse(""));
    out.writeEndObject();
  }
}
