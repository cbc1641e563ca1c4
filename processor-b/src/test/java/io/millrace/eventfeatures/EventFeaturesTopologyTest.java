package io.millrace.eventfeatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFeaturesTopologyTest {
  private final PipelineDefinition pipeline = TestPipeline.orders();
  private TopologyFixture fixture;
  private TestInputTopic<String, RoutedEvent> events;
  private TestOutputTopic<String, FeaturePart> parts;

  @BeforeEach
  void start(@TempDir Path stateDir) {
    fixture = new TopologyFixture(new EventFeaturesService(), pipeline, stateDir);
    events = fixture.input(pipeline.topics().eventsB());
    parts = fixture.output(pipeline.topics().featuresB());
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

    events.pipeInput("1", good("1"));
    events.pipeInput("2", good("2"), arrival);

    TestRecord<String, FeaturePart> second = parts.readRecordsToList().getLast();
    assertThat(second.key()).isEqualTo("2");
    assertThat(second.getRecordTime()).isEqualTo(arrival);
    assertThat(second.value().values()).isInstanceOf(FeaturePart.Computed.class);
    assertThat(second.value().about().source())
        .isEqualTo(new Position(pipeline.topics().eventsB().name(), 0, 1));
  }

  @Test
  void sendsAndCountsAFailedPartInsteadOfADeadLetter() {
    RoutedEvent withoutItems =
        TestPipeline.event("1", "{\"amount\": 1.0, \"items\": 0}", Part.EVENT);

    events.pipeInput("1", withoutItems);
    events.pipeInput("2", good("2"));

    assertThat(parts.readValuesToList())
        .extracting(FeaturePart::values)
        .hasExactlyElementsOfTypes(FeaturePart.Failed.class, FeaturePart.Computed.class);
    assertThat(failedParts()).isEqualTo(1);
    assertThat(fixture.deadLetterReasons()).isEmpty();
  }

  private double failedParts() {
    return fixture
        .registry()
        .get("millrace.feature.parts.failed")
        .tags("service", "processor-b", "part", "b")
        .counter()
        .count();
  }

  private static RoutedEvent good(String id) {
    return TestPipeline.event(id, "{\"amount\": 1.0, \"items\": 2}", Part.EVENT);
  }
}
