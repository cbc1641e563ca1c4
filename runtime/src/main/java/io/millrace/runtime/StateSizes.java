package io.millrace.runtime;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Processor;

/// How much a service's stores hold, as RocksDB says, each over all partitions that are here.
///
/// Kafka Streams has a meter for each partition, and another label for stores of another kind;
/// these have the names of those in Prometheus, and are as few however many partitions there are.
final class StateSizes {
  private static final List<Property> PROPERTIES =
      List.of(
          new Property("total-sst-files-size", "Bytes of a store's files"),
          new Property("estimate-num-keys", "Keys in a store, as RocksDB estimates"),
          new Property(
              "size-all-mem-tables", "Bytes of a store that wait in memory for its files"));

  private static final List<String> STORE_TAGS =
      List.of("rocksdb-state-id", "rocksdb-window-state-id", "rocksdb-session-state-id");

  private final Supplier<Map<MetricName, ? extends Metric>> kafka;

  /// @param kafka all meters of a service's Kafka Streams
  StateSizes(Supplier<Map<MetricName, ? extends Metric>> kafka) {
    this.kafka = kafka;
  }

  /// What RocksDB tells of a store.
  private record Property(String name, String description) {

    /// With dots it would be the name of Kafka Streams' own: who has those measured would remove
    /// this one, because it has fewer labels.
    String meter() {
      return "kafka_stream_state_" + name.replace('-', '_');
    }
  }

  /// The stores of a topology that keep something.
  static List<String> storesOf(Topology topology) {
    return topology.describe().subtopologies().stream()
        .flatMap(part -> part.nodes().stream())
        .flatMap(node -> node instanceof Processor of ? of.stores().stream() : Stream.empty())
        .filter(store -> !CommitMark.isNameOfOne(store))
        .distinct()
        .toList();
  }

  void measure(List<String> stores, StageMetrics metrics) {
    for (Property property : PROPERTIES) {
      for (String store : stores) {
        metrics.gauge(
            property.meter(),
            property.description(),
            () -> sum(property.name(), store),
            "store",
            store);
      }
    }
  }

  private double sum(String property, String store) {
    return kafka.get().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(property))
        .filter(metric -> isOf(store, metric.getKey().tags()))
        .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
        .sum();
  }

  private static boolean isOf(String store, Map<String, String> tags) {
    return STORE_TAGS.stream().anyMatch(tag -> store.equals(tags.get(tag)));
  }
}
