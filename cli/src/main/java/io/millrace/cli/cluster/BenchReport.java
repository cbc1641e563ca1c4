package io.millrace.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.benchmarks.Cost;
import io.millrace.benchmarks.Latency;
import io.millrace.benchmarks.Median;
import io.millrace.benchmarks.Work;
import io.millrace.cli.history.DecisionTally;
import io.millrace.runtime.Profile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was measured.
///
/// @param layout how the services were laid out
/// @param firstMinute what came before all else, absent if it was left out
/// @param latencyProfile the profile in which latencies were measured
/// @param latencies by rate
record BenchReport(
    String layout,
    @Nullable FirstMinute firstMinute,
    Throughput throughput,
    Profile latencyProfile,
    Map<Integer, AtRate> latencies) {

  BenchReport {
    latencies = Map.copyOf(latencies);
  }

  /// Sustained throughput, and what an event cost in it.
  ///
  /// @param profile in which it was measured
  /// @param perSecond decisions a second, by round
  /// @param floorPerSecond the floor's events a second, by round
  /// @param cost of the events of the rounds, the broker's and the load's among it
  record Throughput(
      Profile profile, List<Double> perSecond, List<Double> floorPerSecond, Cost cost) {

    Throughput {
      perSecond = List.copyOf(perSecond);
      floorPerSecond = List.copyOf(floorPerSecond);
    }

    double ratio() {
      return Median.of(perSecond) / Median.of(floorPerSecond);
    }
  }

  /// Latency at one rate, and the floor's.
  record AtRate(Latency ours, Latency floor) {}

  String json(DecisionTally.Counts decided) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("layout", layout);
      if (firstMinute != null) {
        firstMinute.write(json);
      }
      json.writeStringField("throughput_profile", throughput.profile().toString());
      json.writeNumberField("decisions_per_s", rounded(Median.of(throughput.perSecond())));
      json.writeNumberField("floor_events_per_s", rounded(Median.of(throughput.floorPerSecond())));
      json.writeNumberField("ratio", rounded(throughput.ratio()));
      json.writeStringField("latency_profile", latencyProfile.toString());
      json.writeObjectFieldStart("latency_ms");
      for (Map.Entry<Integer, AtRate> entry : new TreeMap<>(latencies).entrySet()) {
        writeLatency(json, entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      writeCost(json, throughput.cost());
      json.writeNumberField("decisions", decided.decisions());
      json.writeNumberField("doubled", decided.doubled());
      json.writeNumberField("degraded", decided.degraded());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  String text(DecisionTally.Counts decided) {
    StringBuilder text = new StringBuilder(firstMinute == null ? "" : firstMinute.text());
    text.append(
        String.format(
            Locale.ROOT,
            "%s, profile %s: %,.0f decisions/s, floor %,.0f events/s, ratio %.2f (medians of %d rounds)%n",
            layout,
            throughput.profile(),
            Median.of(throughput.perSecond()),
            Median.of(throughput.floorPerSecond()),
            throughput.ratio(),
            throughput.perSecond().size()));
    new TreeMap<>(latencies)
        .forEach((rate, at) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "profile %s at %,d/s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms; floor p50 %.1f ms, p99 %.1f ms%n",
                    latencyProfile,
                    rate,
                    at.ours().p50(),
                    at.ours().p99(),
                    at.ours().p999(),
                    at.floor().p50(),
                    at.floor().p99())));
    Cost cost = throughput.cost();
    text.append(
        String.format(
            Locale.ROOT,
            "an event: %.1f us of processor, %,.0f bytes allocated, %.1f records and %,.0f bytes to the broker, %.2f requests%n",
            cost.microsOfAll(),
            cost.allocatedBytesOfOne(),
            cost.recordsOfOne(),
            cost.bytesOfOne(),
            cost.requestsOfOne()));
    costliestFirst(cost)
        .forEach(work ->
            text.append(
                String.format(Locale.ROOT, "  %-10s %6.1f us%n", work, cost.microsOf(work))));
    text.append(
        String.format(
            Locale.ROOT,
            "longest pause of the collector: %d ms%n",
            cost.longestPause().toMillis()));
    text.append(
        String.format(
            Locale.ROOT,
            "%,d decisions, %d doubled, %d degraded",
            decided.decisions(),
            decided.doubled(),
            decided.degraded()));
    return text.toString();
  }

  private static void writeLatency(JsonGenerator json, int rate, AtRate at) throws IOException {
    json.writeObjectFieldStart(Integer.toString(rate));
    json.writeNumberField("p50", rounded(at.ours().p50()));
    json.writeNumberField("p95", rounded(at.ours().p95()));
    json.writeNumberField("p99", rounded(at.ours().p99()));
    json.writeNumberField("p99_9", rounded(at.ours().p999()));
    json.writeNumberField("missing", at.ours().missing());
    json.writeNumberField("floor_p50", rounded(at.floor().p50()));
    json.writeNumberField("floor_p99", rounded(at.floor().p99()));
    json.writeEndObject();
  }

  private static void writeCost(JsonGenerator json, Cost cost) throws IOException {
    json.writeNumberField("cpu_us_per_event", rounded(cost.microsOfAll()));
    json.writeObjectFieldStart("cpu_us_by_work");
    for (Work work : costliestFirst(cost)) {
      json.writeNumberField(work.toString(), rounded(cost.microsOf(work)));
    }
    json.writeEndObject();
    json.writeNumberField("allocated_bytes_per_event", rounded(cost.allocatedBytesOfOne()));
    json.writeNumberField("gc_pause_max_ms", cost.longestPause().toMillis());
    json.writeNumberField("records_per_event", rounded(cost.recordsOfOne()));
    json.writeNumberField("bytes_per_event", rounded(cost.bytesOfOne()));
    json.writeNumberField("requests_per_event", rounded(cost.requestsOfOne()));
  }

  private static List<Work> costliestFirst(Cost cost) {
    return Stream.of(Work.values())
        .sorted(Comparator.comparingDouble(cost::microsOf).reversed())
        .toList();
  }

  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
