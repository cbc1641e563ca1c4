package io.millrace.features;

import static io.millrace.features.Pipelines.feature;
import static io.millrace.features.Pipelines.where;
import static io.millrace.features.Pipelines.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import io.millrace.contracts.expression.ExpressionFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureEngineTest {
  private static final EntityKey CARD = new EntityKey("card", "596");
  private static final EntityKey TERMINAL = new EntityKey("terminal", "7");
  private static final Instant START = Instant.parse("2018-06-01T10:00:00Z");
  private static final Position SOURCE = new Position("test.raw", 0, 0);

  private final MemoryEntityStore store = new MemoryEntityStore();
  private final Histories histories = new Histories(store, 0);
  private long offset;

  @Test
  void answersTheFeaturesOfTheEntityInTheirOrder() {
    FeatureEngine engine = new FeatureEngine(Pipelines.handbook());

    observe(engine, CARD, "1", START, "{\"amount\":10}");
    Map<String, FeatureValue> values =
        observe(engine, CARD, "2", START.plus(Duration.ofDays(2)), "{\"amount\":20}");

    assertThat(values)
        .containsExactly(
            entry("card_tx_count_1d", FeatureValue.of(1)),
            entry("card_amount_avg_1d", FeatureValue.of(20)),
            entry("card_tx_count_7d", FeatureValue.of(2)),
            entry("card_amount_avg_7d", FeatureValue.of(15)),
            entry("card_tx_count_30d", FeatureValue.of(2)),
            entry("card_amount_avg_30d", FeatureValue.of(15)));
  }

  @Test
  void countsAnEventUntilItIsAsOldAsTheWindow() {
    FeatureEngine engine = new FeatureEngine(Pipelines.handbook());
    Instant edge = START.plus(Duration.ofDays(1));

    observe(engine, CARD, "1", START, "{\"amount\":10}");
    FeatureValue before =
        observe(engine, CARD, "2", edge.minusMillis(1), "{}").get("card_tx_count_1d");
    FeatureValue at = observe(engine, CARD, "3", edge, "{}").get("card_tx_count_1d");

    assertThat(before).isEqualTo(FeatureValue.of(2));
    assertThat(at).isEqualTo(FeatureValue.of(2));
  }

  @Test
  void delaysAWindowByItsDelay() {
    FeatureEngine engine = new FeatureEngine(Pipelines.handbook());
    Instant edge = START.plus(Duration.ofDays(7));

    observe(engine, TERMINAL, "1", START, "{}");
    FeatureValue before =
        observe(engine, TERMINAL, "2", edge.minusMillis(1), "{}").get("terminal_tx_count_1d");
    FeatureValue at = observe(engine, TERMINAL, "3", edge, "{}").get("terminal_tx_count_1d");

    assertThat(before).isEqualTo(FeatureValue.of(0));
    assertThat(at).isEqualTo(FeatureValue.of(1));
  }

  @Test
  void takesAnOutcomeIntoAccountFromTheTimeItBecameKnown() {
    FeatureEngine engine = new FeatureEngine(Pipelines.handbook());
    Instant known = START.plus(Duration.ofDays(7)).plusSeconds(60);

    observe(engine, TERMINAL, "1", START, "{}");
    learn(engine, "1", START, known, 1);
    FeatureValue before =
        observe(engine, TERMINAL, "2", known.minusMillis(1), "{}").get("terminal_risk_1d");
    FeatureValue at = observe(engine, TERMINAL, "3", known, "{}").get("terminal_risk_1d");

    assertThat(before).isEqualTo(FeatureValue.of(0));
    assertThat(at).isEqualTo(FeatureValue.of(1));
  }

  @Test
  void answersADuplicateWithoutCountingIt() {
    FeatureEngine engine = new FeatureEngine(Pipelines.handbook());

    observe(engine, CARD, "1", START, "{\"amount\":10}");
    Map<String, FeatureValue> duplicate =
        observe(engine, CARD, "1", START.plusSeconds(5), "{\"amount\":99}");

    assertThat(duplicate)
        .containsEntry("card_tx_count_1d", FeatureValue.of(1))
        .containsEntry("card_amount_avg_1d", FeatureValue.of(10));
  }

  @Test
  void countsAnEventForOtherFeaturesWhenAConditionCannotBeComputed() {
    FeatureEngine engine =
        new FeatureEngine(
            Pipelines.of(
                count("count"),
                where(count("web_count"), new Pipelines.FieldIs("channel", "web"))));

    observe(engine, CARD, "1", START, "{\"channel\":\"web\"}");
    assertThatThrownBy(() -> observe(engine, CARD, "2", START, "{\"channel\":\"broken\"}"))
        .isInstanceOf(ExpressionFailure.class)
        .hasMessageContaining("channel is broken");
    Map<String, FeatureValue> values = observe(engine, CARD, "3", START, "{\"channel\":\"app\"}");

    assertThat(values)
        .containsOnly(entry("count", FeatureValue.of(3)), entry("web_count", FeatureValue.of(1)));
  }

  @Test
  void saysWhichFieldIsNoNumber() {
    FeatureEngine engine = new FeatureEngine(Pipelines.handbook());

    assertThatThrownBy(() -> observe(engine, CARD, "1", START, "{\"amount\":\"ten\"}"))
        .isInstanceOf(ExpressionFailure.class)
        .hasMessageContaining("'amount' is 'ten'");
  }

  @Test
  void answersASumBeyondTheDoublesWithTheLargest() {
    FeatureEngine engine =
        new FeatureEngine(
            Pipelines.of(
                feature("sum", "card", new Aggregation.Sum("amount"), hour()),
                feature("mean", "card", new Aggregation.Mean("amount"), hour())));

    observe(engine, CARD, "1", START, "{\"amount\":1.5E308}");
    Map<String, FeatureValue> values = observe(engine, CARD, "2", START, "{\"amount\":1.5E308}");

    assertThat(values)
        .containsOnly(
            entry("sum", FeatureValue.of(Double.MAX_VALUE)),
            entry("mean", FeatureValue.of(1.5E308)));
  }

  @Test
  void readsWhatAPipelineWithOtherFeaturesWrote() {
    FeatureEngine before =
        new FeatureEngine(
            Pipelines.of(
                feature("max", "card", new Aggregation.Max("risk"), hour()),
                feature("sum", "card", new Aggregation.Sum("amount"), hour())));
    FeatureEngine after =
        new FeatureEngine(
            Pipelines.of(
                feature("mean", "card", new Aggregation.Mean("amount"), hour()),
                feature("distinct", "card", new Aggregation.DistinctCount("channel"), hour()),
                count("count")));

    observe(before, CARD, "1", START, "{\"risk\":3,\"amount\":10,\"channel\":\"web\"}");
    Map<String, FeatureValue> values =
        observe(after, CARD, "2", START, "{\"amount\":20,\"channel\":\"app\"}");
    Map<String, FeatureValue> back = observe(before, CARD, "3", START, "{\"risk\":1,\"amount\":1}");

    assertThat(values)
        .containsEntry("mean", FeatureValue.of(15))
        .containsEntry("distinct", FeatureValue.of(1))
        .containsEntry("count", FeatureValue.of(2));
    assertThat(back)
        .containsEntry("max", FeatureValue.of(3))
        .containsEntry("sum", FeatureValue.of(31));
  }

  @Test
  void keepsNothingOfEntitiesWithoutFeatures() {
    FeatureEngine engine = new FeatureEngine(Pipelines.handbook());

    Map<String, FeatureValue> values =
        observe(engine, new EntityKey("shop", "1"), "1", START, "{}");

    assertThat(values).isEmpty();
    assertThat(store.size()).isZero();
  }

  private static StatefulFeature count(String name) {
    return feature(name, "card", new Aggregation.Count(), hour());
  }

  private static Window hour() {
    return window(Duration.ofHours(1), Duration.ZERO);
  }

  private Map<String, FeatureValue> observe(
      FeatureEngine engine, EntityKey key, String id, Instant time, String json) {
    Event event = new Event(id, time, List.of(key), SOURCE, Payload.of(json));
    return engine.observe(key, event, offset++, histories);
  }

  private void learn(
      FeatureEngine engine, String id, Instant eventTime, Instant knownAt, double label) {
    engine.learn(
        TERMINAL,
        new Outcome(
            id, eventTime, List.of(TERMINAL), FeatureValue.of(label), knownAt, null, SOURCE),
        offset++,
        histories);
  }
}
