package io.millrace.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Route;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterServiceTest {
  private static final PipelineDefinition PIPELINE =
      Cards.pipeline(new Route(Cards.when("event.amount >= 10"), true, true));

  private final PipelineTopics topics = PIPELINE.topics();

  @TempDir private Path stateDir;
  private TopologyFixture fixture;
  private TestInputTopic<String, StreamRecord> events;
  private TestOutputTopic<String, EntityRecord> eventsA;
  private TestOutputTopic<String, RoutedEvent> eventsB;

  @BeforeEach
  void start() {
    fixture = new TopologyFixture(new RouterService(), PIPELINE, stateDir);
    events = fixture.input(topics.events());
    eventsA = fixture.output(topics.eventsA());
    eventsB = fixture.output(topics.eventsB());
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  @Test
  void hasTheTopologyThatIsDocumented() throws IOException {
    assertThat(fixture.describe()).isEqualTo(TopologyFixture.golden(getClass()));
  }

  @Test
  void keysAnEventAsEachProcessorNeedsIt() {
    Event event = Cards.transaction(12);

    events.pipeInput("card:42", event);

    RoutedEvent routed =
        new RoutedEvent(
            event, List.of(Part.EVENT, Part.ofEntity("card"), Part.ofEntity("terminal")));
    assertThat(eventsA.readKeyValuesToList())
        .containsExactly(KeyValue.pair("card:42", routed), KeyValue.pair("terminal:7", routed));
    assertThat(eventsB.readKeyValuesToList()).containsExactly(KeyValue.pair("123", routed));
  }

  @Test
  void sendsAnOutcomeToProcessorAAlone() {
    Outcome outcome = Cards.outcome();

    events.pipeInput("card:42", outcome);

    assertThat(eventsA.readKeyValuesToList()).containsExactly(KeyValue.pair("terminal:7", outcome));
    assertThat(eventsB.isEmpty()).isTrue();
  }

  @Test
  void keepsTheHeadersAndTheTimestampThatCame() {
    Headers headers = new RecordHeaders().add("traceparent", "00-4bf9-00f0-01".getBytes(UTF_8));

    events.pipeInput(
        new TestRecord<>("card:42", Cards.transaction(12), headers, TopologyFixture.ARRIVAL));

    assertThat(eventsA.readRecordsToList())
        .allSatisfy(record -> assertThat(record.headers()).isEqualTo(headers))
        .allSatisfy(
            record -> assertThat(record.getRecordTime()).isEqualTo(TopologyFixture.ARRIVAL));
    assertThat(eventsB.readRecord().headers()).isEqualTo(headers);
  }

  @Test
  void sendsAnEventWithoutAWayToDeadLettersAndGoesOn() {
    events.pipeInput("card:42", Cards.transaction(1));
    events.pipeInput("card:42", Cards.transaction(10));

    assertThat(fixture.deadLetterReasons())
        .containsExactly("none of the 1 routes matches: end them with one that has no 'when'");
    assertThat(eventsB.readValuesToList()).hasSize(1);
  }
}
