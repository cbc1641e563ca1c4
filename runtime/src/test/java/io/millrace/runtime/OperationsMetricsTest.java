package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OperationsMetricsTest {
  private final MeterRegistry registry = OperationsMetrics.registry();

  @Test
  void tellsOfKafkaOnlyWhatPeopleOperateBy() {
    registry.counter("kafka.producer.record.error.total");
    registry.counter("kafka.producer.batch.size.avg");

    assertThat(registry.find("kafka.producer.record.error.total").counter()).isNotNull();
    assertThat(registry.find("kafka.producer.batch.size.avg").counter()).isNull();
  }

  @Test
  void tellsTheLagOfATopicOnce() {
    for (String topic : new String[] {"card-fraud.raw", "card-fraud_raw"}) {
      registry.gauge(
          "kafka.consumer.fetch.manager.records.lag",
          Tags.of("topic", topic),
          new AtomicInteger(7));
    }

    assertThat(registry.find("kafka.consumer.fetch.manager.records.lag").gauges())
        .extracting(gauge -> gauge.getId().getTag("topic"))
        .containsExactly("card-fraud.raw");
  }
}
