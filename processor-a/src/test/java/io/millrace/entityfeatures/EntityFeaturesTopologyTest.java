package io.millrace.entityfeatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityFeaturesTopologyTest {
  private static final Duration NOW = Duration.ZERO;
  private static final String CARD = TestPipeline.CARD.toString();
  private static final String TERMINAL = TestPipeline.TERMINAL.toString();

  private final PipelineDefinition pipeline = TestPipeline.orders();
  private TopologyFixture fixture;
  private TestInputTopic<String, EntityRecord> records;
  private TestOutputTopic<String, FeaturePart> parts;

  @BeforeEach
  void start(@TempDir Path stateDir) {
    fixture = new TopologyFixture(new EntityFeaturesService(), pipeline, stateDir);
    records = fixture.input(pipeline.topics().eventsA());
    parts = fixture.output(pipeline.topics().featuresA());
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  @Test
  void topologyIsTheOneInTheGoldenFile() throws IOException {
    assertThat(fixture.describe()).isEqualTo(TopologyFixture.golden(getClass()));
  }

  @Test
  void answersEachEventUnderItsIdAndTimestampWithItsPosition() {
    Instant arrival = TopologyFixture.ARRIVAL.plusSeconds(3);

    records.pipeInput(CARD, TestPipeline.event("1", NOW));
    records.pipeInput(TERMINAL, TestPipeline.event("1", NOW), arrival);

    TestRecord<String, FeaturePart> second = parts.readRecordsToList().getLast();
    assertThat(second.key()).isEqualTo("1");
    assertThat(second.getRecordTime()).isEqualTo(arrival);
    assertThat(second.value().values()).isInstanceOf(FeaturePart.Computed.class);
    assertThat(second.value().about().part()).isEqualTo(Part.ofEntity("terminal"));
    assertThat(second.value().about().source())
        .isEqualTo(new Position(pipeline.topics().eventsA().name(), 0, 1));
  }

  @Test
  void keepsTheHistoriesOfEntitiesApart() {
    records.pipeInput("card:1", TestPipeline.event("1", NOW));
    records.pipeInput("card:2", TestPipeline.event("2", NOW));
    records.pipeInput("card:1", TestPipeline.event("3", NOW));

    assertThat(values("card_count_1d")).containsExactly(1.0, 1.0, 2.0);
  }

  @Test
  void anOutcomeMovesTheRiskOfTheTerminalOnceTheDelayIsOver() {
    RoutedEvent fraud = TestPipeline.event("1", NOW);

    records.pipeInput(TERMINAL, fraud);
    records.pipeInput(TERMINAL, TestPipeline.outcome(fraud, true, Duration.ofDays(1)));
    records.pipeInput(TERMINAL, TestPipeline.event("2", Duration.ofDays(7).minusSeconds(1)));
    records.pipeInput(TERMINAL, TestPipeline.event("3", Duration.ofDays(7)));
    records.pipeInput(TERMINAL, TestPipeline.event("4", Duration.ofDays(8)));

    assertThat(values("terminal_risk_1d")).containsExactly(0.0, 0.0, 1.0, 0.0);
  }

  @Test
  void aSecondEventWithAKnownIdIsAnsweredAndChangesNothing() {
    records.pipeInput(CARD, TestPipeline.event("1", NOW));
    records.pipeInput(CARD, TestPipeline.event("1", NOW));
    records.pipeInput(CARD, TestPipeline.event("2", NOW));

    assertThat(values("card_count_1d")).containsExactly(1.0, 1.0, 2.0);
  }

  @Test
  void sendsAndCountsAFailedPartInsteadOfADeadLetter() {
    records.pipeInput(CARD, TestPipeline.event("1", NOW, 0));
    records.pipeInput(CARD, TestPipeline.event("2", NOW));

    assertThat(parts.readValuesToList())
        .extracting(FeaturePart::values)
        .hasExactlyElementsOfTypes(FeaturePart.Failed.class, FeaturePart.Computed.class);
    assertThat(failedParts("a:card")).isEqualTo(1);
    assertThat(failedParts("a:terminal")).isZero();
    assertThat(fixture.deadLetterReasons()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "", ":42", "card:"})
  void sendsARecordWhoseKeyIsNoEntityToDeadLetters(String key) {
    records.pipeInput(key, TestPipeline.event("1", NOW));

    assertThat(fixture.deadLetterReasons())
        .containsExactly(
            "the key '%s' is not of the form entity:id, such as card:596".formatted(key));
    assertThat(parts.isEmpty()).isTrue();
  }

  @Test
  void removesTheHistoryOfAnEntityThatHasBeenSilentForLong() {
    Instant later = TopologyFixture.ARRIVAL.plus(Duration.ofDays(100));
    KeyValueStore<String, byte[]> log =
        fixture.driver().getKeyValueStore(ComputeEntityFeatures.Supplier.LOG);
    records.pipeInput("card:1", TestPipeline.event("1", NOW));

    for (int second = 0; second < 5; second++) {
      records.pipeInput("card:2", TestPipeline.event("2", NOW), later);
      fixture.driver().advanceWallClockTime(Duration.ofSeconds(1));
    }

    assertThat(log.get("root/card:1")).isNull();
    assertThat(log.get("root/card:2")).isNotNull();
  }

  @Test
  void saysFromWhenAFeatureIsComplete() {
    assertThat(
            fixture
                .registry()
                .get("millrace.feature.complete.from.seconds")
                .tags("service", "processor-a", "feature", "card_count_1d")
                .gauge()
                .value())
        .isZero();
  }

  private List<Double> values(String feature) {
    return parts.readValuesToList().stream()
        .map(part -> ((FeaturePart.Computed) part.values()).values().get(feature))
        .map(value -> ((FeatureValue.Scalar) value).value())
        .toList();
  }

  private double failedParts(String part) {
    return fixture
        .registry()
        .get("millrace.feature.parts.failed")
        .tags("service", "processor-a", "part", part)
        .counter()
        .count();
  }
}
