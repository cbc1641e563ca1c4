package io.millrace.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Route;
import io.millrace.runtime.Releases;
import io.millrace.runtime.TopologyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Releases releases =
        Releases.of(
            Map.of(
                0,
                PIPELINE,
                3,
                Cards.pipeline(new Route(null, false, true)),
                4,
                Cards.pipeline(Cards.EVERYWHERE),
                5,
                Cards.pipeline(new Route(Cards.when("event.amount >= 10"), true, true))));
    fixture = new TopologyFixture(new RouterService(), releases, stateDir, Map.of());
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
            event,
            RoutingSlip.of(List.of(Part.EVENT, Part.ofEntity("card"), Part.ofEntity("terminal"))));
    assertThat(eventsA.readKeyValuesToList())
        .containsExactly(KeyValue.pair("card:42", routed), KeyValue.pair("terminal:7", routed));
    assertThat(eventsB.readKeyValuesToList()).containsExactly(KeyValue.pair("123", routed));
  }

  @Test
  void sendsAnOutcomeToProcessorAAlone() {
    Outcome outcome = Cards.outcome();

    events.pipeInput("card:42", outcome);

    assertThat(eventsA.readKeyValuesToList())
        .containsExactly(KeyValue.pair("terminal:7", new RoutedOutcome(outcome, Stamp.NONE)));
    assertThat(eventsB.isEmpty()).isTrue();
  }

  @Test
  void stampsWhatFollowsAnAssignmentAndObeysItsRelease() {
    events.pipeInput("card:42", Cards.transaction(12));
    events.pipeInput("card:42", assignment(1, 3));
    events.pipeInput("card:42", Cards.transaction(1));
    events.pipeInput("card:42", Cards.outcome());

    assertThat(eventsB.readValuesToList())
        .extracting(routed -> routed.slip().stamp().release())
        .containsExactly(0, 3);
    assertThat(eventsA.readValuesToList())
        .extracting(EntityRecord::stamp)
        .containsExactly(Stamp.NONE, Stamp.NONE, new Stamp(1, 3, null));
  }

  @Test
  void sendsAnEventWhereverAReleaseOrItsShadowWantsIt() {
    events.pipeInput(
        "card:42", new Assignment(1, 3, new Challenger(4, 0), Assignment.Cause.ASSIGN, ""));
    events.pipeInput("card:42", Cards.transaction(1));

    RoutingSlip slip =
        new RoutingSlip(
            new Stamp(1, 3, 4),
            List.of(Part.EVENT),
            List.of(Part.EVENT, Part.ofEntity("card"), Part.ofEntity("terminal")));
    assertThat(eventsB.readValue().slip()).isEqualTo(slip);
    assertThat(eventsA.readKeyValuesToList())
        .extracting(record -> record.key)
        .containsExactly("card:42", "terminal:7");
  }

  @Test
  void goesOnWithoutAShadowThatHasNoWayForTheEvent() {
    events.pipeInput(
        "card:42", new Assignment(1, 3, new Challenger(5, 0), Assignment.Cause.ASSIGN, ""));

    events.pipeInput("card:42", Cards.transaction(1));

    assertThat(eventsB.readValue().slip())
        .isEqualTo(new RoutingSlip(new Stamp(1, 3, null), List.of(Part.EVENT), List.of()));
  }

  @Test
  void refusesAnAssignmentOfAReleaseThatIsNotThere() {
    events.pipeInput("card:42", assignment(1, 99));
    events.pipeInput("card:42", Cards.transaction(12));

    assertThat(fixture.deadLetterReasons())
        .containsExactly("there is no release 99: millrace release list shows all");
    assertThat(eventsB.readValue().slip().stamp()).isEqualTo(Stamp.NONE);
  }

  private static Assignment assignment(int number, int release) {
    return new Assignment(number, release, null, Assignment.Cause.ASSIGN, "");
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
