package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class StateSizesTest {
  private final Map<MetricName, Metric> kafka = new HashMap<>();
  private final MeterRegistry registry = new SimpleMeterRegistry();

  StateSizesTest() {
    new StateSizes(() -> kafka)
        .measure(
            List.of("history", "known"),
            new StageMetrics(registry, Tags.of("service", "processor-a")));
  }

  @Test
  void sumsTheBytesOfAllPartitions() {
    say("total-sst-files-size", "rocksdb-state-id", "history", "0_0", 5);
    say("total-sst-files-size", "rocksdb-state-id", "history", "0_1", 7);
    say("total-sst-files-size", "rocksdb-window-state-id", "known", "0_1", 11);

    assertThat(told("kafka_stream_state_total_sst_files_size", "history")).isEqualTo(12);
    assertThat(told("kafka_stream_state_total_sst_files_size", "known")).isEqualTo(11);
  }

  @Test
  void isZeroBeforeAStoreIsOpen() {
    assertThat(told("kafka_stream_state_estimate_num_keys", "history")).isZero();
    assertThat(told("kafka_stream_state_size_all_mem_tables", "known")).isZero();
  }

  private double told(String name, String store) {
    return registry.get(name).tags("service", "processor-a", "store", store).gauge().value();
  }

  private void say(String property, String tag, String store, String task, long value) {
    MetricName name =
        new MetricName(property, "stream-state-metrics", "", Map.of(tag, store, "task-id", task));
    kafka.put(name, new Told(name, BigInteger.valueOf(value)));
  }

  private record Told(MetricName metricName, Object metricValue) implements Metric {}
}
