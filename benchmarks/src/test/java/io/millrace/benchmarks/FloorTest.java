package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FloorTest {
  private static final List<Relay.Step> STEPS =
      Floor.steps("tx_id", List.of("customer_id", "terminal_id"));

  @Test
  void readsAndWritesItsOwnTopicsAlone() {
    Stream<String> read = STEPS.stream().flatMap(step -> step.from().stream());
    Stream<String> written =
        STEPS.stream().flatMap(step -> step.to().stream()).map(Relay.Copy::topic);

    assertThat(Stream.concat(read, written).distinct())
        .containsExactlyInAnyOrderElementsOf(Floor.TOPICS);
  }

  @Test
  void writesTenRecordsAnEventAsTheServicesDo() {
    long perEvent = 1;
    for (Relay.Step step : STEPS) {
      long readOfAnEvent = step.from().contains("floor.events-a") ? 2 : 1;
      perEvent += readOfAnEvent * step.to().size();
    }

    assertThat(perEvent).isEqualTo(10);
  }
}
