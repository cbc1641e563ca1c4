package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.benchmarks.EngineScaling;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/// What `bench features` has measured.
///
/// @param keys a busy entity beside quiet ones
/// @param windows long windows beside short ones, over one log
/// @param windowsAndLogs the same, each over the log that it needs
/// @param updatesPerSecond of processor-a alone
/// @param backfilledPerSecond events
record FeatureReport(
    EngineScaling keys,
    EngineScaling windows,
    EngineScaling windowsAndLogs,
    double updatesPerSecond,
    double backfilledPerSecond) {

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
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    scaling(text, "busy entity beside quiet ones", keys);
    scaling(text, "90 days beside an hour, one log", windows);
    scaling(text, "90 days beside an hour, own logs", windowsAndLogs);
    line(text, "%-33s %,.0f updates/s", "processor-a alone", updatesPerSecond);
    line(text, "%-33s %,.0f events/s", "backfill", backfilledPerSecond);
    return text.toString().stripTrailing();
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

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
