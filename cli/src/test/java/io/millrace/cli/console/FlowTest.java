package io.millrace.cli.console;

import static io.millrace.cli.console.ShownCards.EVENTS;
import static io.millrace.cli.console.ShownCards.LETTERS;
import static io.millrace.cli.console.ShownCards.RAW;
import static io.millrace.cli.console.ShownCards.after;
import static io.millrace.cli.console.ShownCards.running;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowTest {
  private final Flow flow = new Flow(ShownCards.pipeline());

  @Test
  void tellsTheRateOfEachTopicByItsNameInThePipeline() {
    flow.take(after(0, Map.of(RAW, 0L, EVENTS, 0L), Map.of()));
    flow.take(after(2, Map.of(RAW, 1_000L, EVENTS, 900L), Map.of()));

    assertThat(flow.topics())
        .containsEntry("raw", new TopicFlow(500, 1_000))
        .containsEntry("events", new TopicFlow(450, 900))
        .containsEntry("decisions", new TopicFlow(0, 0))
        .doesNotContainKeys("releases", "status", "lists");
  }

  @Test
  void drawsTheLayoutWhoseServicesRun() {
    flow.take(after(0, Map.of(), Map.of("composed", running(Map.of()))));

    assertThat(flow.layout().name()).isEqualTo("composed");
  }

  @Test
  void drawsTheLayoutThatWasAskedForWhileNoneRuns() {
    flow.take(after(0, Map.of(), Map.of()));

    assertThat(flow.layout().name()).isEqualTo("separate");
  }

  @Test
  void saysWhichServiceIsDown() {
    flow.take(
        after(0, Map.of(RAW, 10L, EVENTS, 10L), Map.of("router", running(Map.of(EVENTS, 10L)))));

    assertThat(flow.services())
        .extracting(ServiceFlow::health)
        .containsExactly(Health.DOWN, Health.RUNNING);
    assertThat(flow.services().getFirst().lag()).hasValue(10);
  }

  @Test
  void saysThatAServiceSharesOutItsPartitions() {
    flow.take(after(0, Map.of(RAW, 0L), Map.of("ingestion", new Group(2, false, Map.of()))));

    assertThat(flow.services().getFirst().health()).isEqualTo(Health.REBALANCING);
    assertThat(flow.services().getFirst().instances()).isEqualTo(2);
  }

  @Test
  void saysThatAServiceIsMoreThanTenSecondsBehind() {
    flow.take(after(0, Map.of(RAW, 9_900L), Map.of("ingestion", running(Map.of(RAW, 0L)))));
    flow.take(after(10, Map.of(RAW, 9_950L), Map.of("ingestion", running(Map.of(RAW, 50L)))));

    assertThat(flow.services().getFirst().health()).isEqualTo(Health.BEHIND);
  }

  @Test
  void toleratesALagThatIsYounger() {
    flow.take(after(0, Map.of(RAW, 0L), Map.of("ingestion", running(Map.of(RAW, 0L)))));
    flow.take(after(1, Map.of(RAW, 10_000L), Map.of("ingestion", running(Map.of(RAW, 1L)))));
    flow.take(after(2, Map.of(RAW, 20_000L), Map.of("ingestion", running(Map.of(RAW, 9_000L)))));

    assertThat(flow.services().getFirst())
        .returns(Health.RUNNING, ServiceFlow::health)
        .returns(1_000L, service -> service.lag().orElseThrow());
  }

  @Test
  void countsWhatIsKeptOfDeadLetters() {
    flow.take(new Observation(0, Map.of(LETTERS, 30L), Map.of(LETTERS, 42L), Map.of()));

    assertThat(flow.deadLetters()).isEqualTo(12);
  }

  @Test
  void knowsSinceWhenNoEventHasCome() {
    flow.take(after(0, Map.of(RAW, 5L), Map.of()));
    flow.take(after(3, Map.of(RAW, 6L), Map.of()));
    flow.take(after(15, Map.of(RAW, 6L), Map.of()));

    assertThat(flow.quietSeconds()).isEqualTo(12);
  }
}
