package io.millrace.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureMeaningTest {
  private static final List<EntityKey> ENTITIES =
      List.of(new EntityKey("card", "596"), new EntityKey("terminal", "7"));

  @Test
  void namesWhatIsComputedOfWhichEventsOfWhom() {
    assertThat(meaning("card", new Aggregation.Count(), Duration.ofDays(7), Duration.ZERO))
        .isEqualTo("count over 7d, of card 596");
    assertThat(meaning("terminal", new Aggregation.Mean("amount"), null, Duration.ZERO))
        .isEqualTo("average of amount over all time, of terminal 7");
  }

  @Test
  void delayedWindowEndsBefore() {
    assertThat(
            meaning(
                "terminal",
                new Aggregation.Rate("fraud"),
                Duration.ofDays(30),
                Duration.ofHours(36)))
        .isEqualTo("rate of fraud over 30d, up to 36h before, of terminal 7");
  }

  @Test
  void durationIsToldInTheGreatestUnitThatDividesIt() {
    assertThat(FeatureMeaning.text(Duration.ofHours(24))).isEqualTo("1d");
    assertThat(FeatureMeaning.text(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(FeatureMeaning.text(Duration.ofSeconds(61))).isEqualTo("61s");
    assertThat(FeatureMeaning.text(Duration.ofMillis(300))).isEqualTo("300ms");
  }

  private static String meaning(
      String entity, Aggregation aggregation, @Nullable Duration length, Duration delay) {
    return FeatureMeaning.of(
        new StatefulFeature("any", entity, aggregation, new Window(length, delay), null, 0),
        ENTITIES);
  }
}
