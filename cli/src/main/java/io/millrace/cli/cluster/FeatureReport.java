package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.benchmarks.EngineScaling;
import io.millrace.benchmarks.WindowCost;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What `bench features` has measured.
///
/// @param keys a busy entity beside quiet ones
/// @param windows long windows beside short ones, over one log
/// @param windowsAndLogs the same, each over the log that it needs
/// @param table the cost of windows, by who computes them; the last row is processor-a's
/// @param updatesPerSecond of processor-a alone
/// @param backfilledPerSecond events
record FeatureReport(
    EngineScaling keys,
    EngineScaling windows,
    EngineScaling windowsAndLogs,
    List<WindowCost> table,
    double updatesPerSecond,
    double backfilledPerSecond) {

  private static final String CONDITIONS =
      """

      processor-a: all of card-fraud; its changelog is compressed, with each key once in a commit.
      The others: count and mean of one key, in memory; every write is logged by itself.\
      """;

  FeatureReport {
    table = List.copyOf(table);
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("hot_key_ratio", rounded(keys.ratio()));
      json.writeNumberField("hot_key_us", rounded(keys.large()));
      json.writeNumberField("quiet_key_us", rounded(keys.small()));
      json.writeNumberField("window_ratio", rounded(windows.ratio()));
      json.writeNumberField("window_ratio_own_log", rounded(windowsAndLogs.ratio()));
      json.writeNumberField("updates_per_s", Math.round(updatesPerSecond));
      json.writeNumberField("backfill_events_per_s", Math.round(backfilledPerSecond));
      json.writeArrayFieldStart("table");
      for (WindowCost cost : table) {
        write(json, cost);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, WindowCost cost) throws IOException {
    json.writeStartObject();
    json.writeStringField("by", cost.by());
    json.writeStringField("window", text(cost.window()));
    json.writeNumberField("events", cost.events());
    json.writeNumberField("us", rounded(cost.micros()));
    json.writeNumberField("state_bytes", Math.round(cost.stateBytes()));
    json.writeNumberField("changelog_bytes", Math.round(cost.changelogBytes()));
    json.writeEndObject();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    scaling(text, "busy entity beside quiet ones", keys);
    scaling(text, "90 days beside an hour, one log", windows);
    scaling(text, "90 days beside an hour, own logs", windowsAndLogs);
    line(text, "%-33s %,.0f updates/s", "processor-a alone", updatesPerSecond);
    line(text, "%-33s %,.0f events/s%n", "backfill", backfilledPerSecond);
    line(
        text,
        "%-21s %7s %11s %14s %14s %14s",
        "an event costs",
        "window",
        "events in",
        "µs",
        "state B",
        "changelog B");
    for (WindowCost cost : table) {
      line(
          text,
          "%-21s %7s %,11d %,14.1f %,14.0f %,14.0f",
          cost.by(),
          text(cost.window()),
          cost.events(),
          cost.micros(),
          cost.stateBytes(),
          cost.changelogBytes());
    }
    return text.append(CONDITIONS).toString();
  }

  private static void scaling(StringBuilder text, String name, EngineScaling scaling) {
    line(
        text,
        "%-33s %.1f µs an event and %.1f: ratio %.2f",
        name,
        scaling.large(),
        scaling.small(),
        scaling.ratio());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format + "%n", values));
  }

  private static String text(Duration window) {
    return window.toDays() > 0 ? window.toDays() + "d" : window.toHours() + "h";
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
