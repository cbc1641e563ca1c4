package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.benchmarks.Latency;
import java.io.IOException;

/// Measurements as fields of JSON, to three decimals.
final class MeasuredJson {

  private MeasuredJson() {}

  /// What is not known is written as `null`.
  static void write(JsonGenerator out, String name, double value) throws IOException {
    if (Double.isNaN(value)) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, Math.round(value * 1_000) / 1_000.0);
    }
  }

  static void write(JsonGenerator out, Latency latency) throws IOException {
    out.writeNumberField("events", latency.events());
    out.writeNumberField("missing", latency.missing());
    write(out, "p50_ms", latency.p50());
    write(out, "p99_ms", latency.p99());
  }
}
