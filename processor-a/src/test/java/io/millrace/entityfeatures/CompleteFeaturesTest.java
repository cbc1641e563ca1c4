package io.millrace.entityfeatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.Completeness;
import io.millrace.runtime.Releases;
import io.millrace.runtime.ServiceContext;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class CompleteFeaturesTest {
  private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");

  private final PipelineDefinition pipeline = TestPipeline.orders();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CompleteFeatures features = new CompleteFeatures(pipeline, context().metrics());

  @Test
  void saysTheLatestTimeOfAllPartitions() {
    features.report(0, Map.of("card_count_1d", new Completeness.Now()));
    features.report(1, Map.of("card_count_1d", new Completeness.From(TIME)));
    features.report(2, Map.of("card_count_1d", new Completeness.From(TIME.minusSeconds(5))));

    assertThat(from("card_count_1d")).isEqualTo((double) TIME.getEpochSecond());
    assertThat(from("terminal_risk_1d")).isZero();
  }

  @Test
  void aFeatureThatIsNeverCompleteIsSoFromInfinityOn() {
    features.report(0, Map.of("card_count_1d", new Completeness.Never(TIME)));

    assertThat(from("card_count_1d")).isInfinite();
  }

  private double from(String feature) {
    return registry
        .get("millrace.feature.complete.from.seconds")
        .tags("feature", feature)
        .gauge()
        .value();
  }

  private ServiceContext context() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "orders.processor-a");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    return new ServiceContext("processor-a", Releases.of(pipeline), Map.of(), properties, registry);
  }
}
