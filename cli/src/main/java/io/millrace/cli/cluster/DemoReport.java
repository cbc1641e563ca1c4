package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.history.DecisionTally;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a demo did, for people and for machines.
///
/// @param tally events and decisions
/// @param actions records on the topic of actions
/// @param deadLetters records on the topic of dead letters
/// @param p50 latency from arrival to decision, in milliseconds
/// @param p95 the same
/// @param p99 the same
/// @param perSecond decisions a second, from the first event to the last decision
/// @param services what each service has read and written, in the order of the stream
record DemoReport(
    DecisionTally.Counts tally,
    long actions,
    long deadLetters,
    long p50,
    long p95,
    long p99,
    double perSecond,
    List<Traffic> services) {

  DemoReport {
    services = List.copyOf(services);
  }

  /// Records that a service has read and written.
  record Traffic(String service, long in, long out) {}

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("events", tally.events());
      json.writeObjectFieldStart("decisions");
      for (Map.Entry<String, Long> outcome : tally.byOutcome().entrySet()) {
        json.writeNumberField(outcome.getKey(), outcome.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("distinct_ids", tally.distinctIds());
      json.writeNumberField("outcomes", tally.outcomes());
      json.writeNumberField("degraded", tally.degraded());
      json.writeNumberField("actions", actions);
      json.writeNumberField("dead_letters", deadLetters);
      json.writeObjectFieldStart("latency_ms");
      json.writeNumberField("p50", p50);
      json.writeNumberField("p95", p95);
      json.writeNumberField("p99", p99);
      json.writeEndObject();
      json.writeNumberField("throughput_per_s", Math.round(perSecond * 10) / 10.0);
      writeServices(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private void writeServices(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("services");
    for (Traffic traffic : services) {
      json.writeObjectFieldStart(traffic.service());
      json.writeNumberField("in", traffic.in());
      json.writeNumberField("out", traffic.out());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "events", number(tally.events()));
    line(text, "decisions", number(tally.decisions()));
    tally.byOutcome().forEach((outcome, count) -> line(text, "  " + outcome, number(count)));
    line(text, "different ids", number(tally.distinctIds()));
    line(text, "actions", number(actions));
    line(text, "outcomes", number(tally.outcomes()));
    line(text, "degraded", number(tally.degraded()));
    line(text, "dead letters", number(deadLetters));
    line(text, "latency", "p50 %d ms, p95 %d ms, p99 %d ms".formatted(p50, p95, p99));
    line(text, "throughput", number(Math.round(perSecond)) + " decisions/s");
    text.append("records in and out\n");
    for (Traffic traffic : services) {
      line(text, "  " + traffic.service(), number(traffic.in()) + " → " + number(traffic.out()));
    }
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-20s%s%n", name, value));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
