package io.millrace.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// Which examples card-fraud must have made of what stands in `raw` and `feedback`, computed from
/// these alone: what was published later must have come after everything before was done.
final class MaturedEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Duration maturity;
  private final double negatives;
  private final int partitions;
  private final Map<String, Instant> times = new HashMap<>();
  private final Map<String, List<Report>> reports = new HashMap<>();
  private final Map<Integer, Instant> clocks = new HashMap<>();

  /// @param maturity how long after an event its truth is taken for known
  /// @param negatives the share of negatives that is kept
  /// @param partitions of each topic
  MaturedEvents(Duration maturity, double negatives, int partitions) {
    this.maturity = maturity;
    this.negatives = negatives;
    this.partitions = partitions;
  }

  /// What an example must say of its event.
  record Truth(
      Instant eventTime,
      double label,
      @Nullable Instant knownAt,
      @Nullable String reporter,
      double weight) {}

  /// @param cameAt to what time the events of its partition had come when it came
  private record Report(double label, Instant knownAt, String reporter, Instant cameAt) {}

  /// Takes all records of both topics, in the order in which the broker got them.
  void take(
      List<ConsumerRecord<byte[], byte[]>> raw, List<ConsumerRecord<byte[], byte[]>> feedback) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(raw);
    all.addAll(feedback);
    all.sort(
        Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
            .thenComparingLong(ConsumerRecord::offset));
    for (ConsumerRecord<byte[], byte[]> record : all) {
      JsonNode json = json(record);
      String id = json.path("tx_id").asText();
      if (json.has("labelled_at")) {
        reports.computeIfAbsent(id, _ -> new ArrayList<>()).add(report(json, clock(id)));
      } else {
        Instant time = Instant.parse(json.path("event_time").asText());
        times.put(id, time);
        clocks.merge(partition(id), time, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
  }

  private static Report report(JsonNode json, Instant cameAt) {
    return new Report(
        json.path("fraud").asDouble(),
        Instant.parse(json.path("labelled_at").asText()),
        json.path("told_by").asText(),
        cameAt);
  }

  /// By event, what its last example must say; those that must have none are missing.
  Map<String, Truth> truths() {
    Map<String, Truth> truths = new TreeMap<>();
    times.forEach((id, time) -> {
      Truth truth = truth(id, time);
      if (truth != null) {
        truths.put(id, truth);
      }
    });
    return truths;
  }

  private @Nullable Truth truth(String id, Instant time) {
    Instant matures = time.plus(maturity);
    if (clock(id).isBefore(matures)) {
      return null;
    }
    List<Report> all = reports.getOrDefault(id, List.of());
    boolean isKept =
        all.stream().anyMatch(report -> report.label() > 0 && report.cameAt().isBefore(matures));
    boolean isChosen = isChosen(id);
    if (!isKept && !isChosen) {
      return null;
    }
    List<Report> known =
        all.stream()
            .filter(report -> !report.knownAt().isAfter(clock(id)))
            .sorted(Comparator.comparing(Report::knownAt))
            .toList();
    boolean wasPositive = known.stream().anyMatch(report -> report.label() > 0);
    if (!wasPositive && !isChosen) {
      return null;
    }
    boolean wasPositiveInTime =
        known.stream().anyMatch(report -> report.label() > 0 && !report.knownAt().isAfter(matures));
    double weight = wasPositiveInTime ? 1 : 1 / negatives;
    return known.isEmpty()
        ? new Truth(time, 0, null, null, weight)
        : new Truth(
            time,
            known.getLast().label(),
            known.getLast().knownAt(),
            known.getLast().reporter(),
            weight);
  }

  private Instant clock(String id) {
    return clocks.getOrDefault(partition(id), Instant.MIN);
  }

  private int partition(String id) {
    return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  private boolean isChosen(String id) {
    CRC32C hash = new CRC32C();
    hash.update(id.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() < negatives * 0x1p32;
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
