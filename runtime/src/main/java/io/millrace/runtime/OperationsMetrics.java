package io.millrace.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;

/// The registry of a JVM: what Millrace measures itself, the JVM, and of Kafka's own hundreds of
/// meters the few that people operate by.
final class OperationsMetrics {
  private static final Set<String> KAFKA_METERS =
      Set.of(
          "kafka.consumer.fetch.manager.records.lag",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.stream.thread.commit.latency.avg",
          "kafka.stream.thread.poll.records.avg",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.task.dropped.records.total",
          "kafka.stream.state.updater.restore.records.rate",
          "kafka.producer.record.error.total");

  private OperationsMetrics() {}

  /// One that measures nothing, and says so by being empty.
  static PrometheusMeterRegistry off() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(MeterFilter.deny());
    return registry;
  }

  static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public MeterFilterReply accept(Meter.Id id) {
                return !id.getName().startsWith("kafka.")
                        || (KAFKA_METERS.contains(id.getName()) && !isOfOldName(id))
                    ? MeterFilterReply.NEUTRAL
                    : MeterFilterReply.DENY;
              }
            });
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    @SuppressWarnings("resource") // lives as long as the registry
    JvmGcMetrics gc = new JvmGcMetrics();
    gc.bindTo(registry);
    return registry;
  }

  /// Kafka's consumers tell of a topic with dots in its name a second time, with underscores in
  /// their place: its lag would count twice in every sum. All topics of a pipeline have a dot.
  private static boolean isOfOldName(Meter.Id id) {
    String topic = id.getTag("topic");
    return topic != null && topic.indexOf('.') < 0;
  }
}
