package io.millrace.entityfeatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.features.EntityStore;
import io.millrace.features.Histories;
import io.millrace.features.MemoryEntityStore;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.Releases;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EntityFeaturesTest {
  private static final Duration NOW = Duration.ZERO;

  private final EntityFeatures features = over(new MemoryEntityStore());

  @Test
  void answersTheFeaturesOfTheEntityInTheOrderOfThePipeline() {
    features.observe(TestPipeline.CARD, TestPipeline.event("1", NOW), at(0));

    FeaturePart part =
        features
            .observe(TestPipeline.CARD, TestPipeline.event("2", Duration.ofHours(1), 8), at(1))
            .part();

    assertThat(part.values())
        .asInstanceOf(InstanceOfAssertFactories.type(FeaturePart.Computed.class))
        .extracting(FeaturePart.Computed::values, InstanceOfAssertFactories.MAP)
        .containsExactly(
            entry("card_count_1d", FeatureValue.of(2)),
            entry("card_sum_2d", FeatureValue.of(25)),
            entry("card_bulk_1d", FeatureValue.of(1)));
  }

  @Test
  void saysWhichPartItIsAndWhichRecordItWasComputedFrom() {
    RoutedEvent event = TestPipeline.event("1", NOW);

    FeaturePart part = features.observe(TestPipeline.TERMINAL, event, at(5)).part();

    assertThat(part.about())
        .isEqualTo(
            new FeaturePart.About("1", Part.ofEntity("terminal"), event.slip(), at(5), null));
  }

  @Test
  void failsThePartNamingTheExpressionThatCannotBeComputed() {
    RoutedEvent withoutItems = TestPipeline.event("1", NOW, 0);

    FeaturePart part = features.observe(TestPipeline.CARD, withoutItems, at(0)).part();

    assertThat(part.values())
        .asInstanceOf(InstanceOfAssertFactories.type(FeaturePart.Failed.class))
        .extracting(FeaturePart.Failed::reason, InstanceOfAssertFactories.STRING)
        .contains("8 / event.items < 2");
  }

  @Test
  void throwsWhatTheStoreThrows() {
    InvalidStateStoreException closed = new InvalidStateStoreException("the store is closed");
    EntityFeatures overClosedStore = over(new FailingStore(() -> closed));
    RoutedEvent event = TestPipeline.event("1", NOW);

    assertThatThrownBy(() -> overClosedStore.observe(TestPipeline.CARD, event, at(0)))
        .isSameAs(closed);
  }

  @Test
  void throwsWhenAnEventMeetsAHistoryThatItCannotUse() {
    EntityFeatures overUnusable =
        over(new FailingStore(() -> new IllegalStateException("version 9")));
    RoutedEvent event = TestPipeline.event("1", NOW);

    assertThatThrownBy(() -> overUnusable.observe(TestPipeline.CARD, event, at(0)))
        .isInstanceOf(ProcessorStateException.class)
        .hasMessageContaining("card:42")
        .hasRootCauseMessage("version 9");
  }

  @Test
  void throwsWhenAnOutcomeMeetsAHistoryThatItCannotUse() {
    EntityFeatures overUnusable =
        over(new FailingStore(() -> new IllegalStateException("version 9")));
    RoutedOutcome outcome = TestPipeline.outcome(TestPipeline.event("1", NOW), true, NOW);

    assertThatThrownBy(() -> overUnusable.learn(TestPipeline.TERMINAL, outcome, at(0)))
        .isInstanceOf(ProcessorStateException.class)
        .hasMessageContaining("terminal:7");
  }

  @Test
  void refusesAnEntityThatIsNotAmongTheParts() {
    RoutedEvent event = TestPipeline.event("1", NOW);
    EntityKey shop = new EntityKey("shop", "3");

    assertThatThrownBy(() -> features.observe(shop, event, at(0)))
        .isInstanceOf(RejectedRecord.class)
        .hasMessage(
            "the key 'shop:3' names an entity that event 1 has no features of: its parts are [a:card, a:terminal]");
  }

  private static EntityFeatures over(EntityStore store) {
    ReleaseFeatures.Cache releases = new ReleaseFeatures.Cache(Releases.of(TestPipeline.orders()));
    return new EntityFeatures(releases, new KeptReleases(store, releases), new Histories(store, 0));
  }

  private static Position at(long offset) {
    return new Position("orders.events-a", 1, offset);
  }

  /// A store in which every access fails in one way.
  private record FailingStore(Supplier<RuntimeException> failure) implements EntityStore {

    @Override
    public byte[] get(String key) {
      throw failure.get();
    }

    @Override
    public void put(String key, byte[] value) {
      throw failure.get();
    }

    @Override
    public void delete(String key) {
      throw failure.get();
    }

    @Override
    public long logTime() {
      return 0;
    }

    @Override
    public long committedOffset() {
      return 0;
    }

    @Override
    public long uncommittedOffset() {
      return 0;
    }
  }
}
