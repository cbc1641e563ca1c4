package io.millrace.eventfeatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EventFeaturesTest {
  private static final Position SOURCE = new Position("orders.events-b", 1, 5);

  private final EventFeatures features = new EventFeatures(TestPipeline.orders());

  @Test
  void computesEveryFeatureInTheOrderOfThePipeline() {
    RoutedEvent event = event("{\"amount\": 12.5, \"items\": 4}", Part.EVENT);

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part)
        .asInstanceOf(InstanceOfAssertFactories.type(FeaturePart.Computed.class))
        .extracting(FeaturePart.Computed::values, InstanceOfAssertFactories.MAP)
        .containsExactly(
            entry("amount", FeatureValue.of(12.5)),
            entry("is_weekend", FeatureValue.of(1)),
            entry("share_of_items", FeatureValue.of(25)));
  }

  @Test
  void saysWhichRecordThePartWasComputedFrom() {
    RoutedEvent event = event("{\"amount\": 12.5, \"items\": 4}", TestPipeline.CARD, Part.EVENT);

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part.about())
        .isEqualTo(new FeaturePart.About("7", Part.EVENT, event.parts(), SOURCE, null));
  }

  @Test
  void carriesTheEventWhenItsPartIsTheFirst() {
    RoutedEvent event = event("{\"amount\": 12.5, \"items\": 4}", Part.EVENT, TestPipeline.CARD);

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part.about().event()).isEqualTo(event.event());
  }

  @Test
  void failsThePartNamingTheExpressionThatCannotBeComputed() {
    RoutedEvent event = event("{\"amount\": 12.5, \"items\": 0}", Part.EVENT);

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part)
        .asInstanceOf(InstanceOfAssertFactories.type(FeaturePart.Failed.class))
        .extracting(FeaturePart.Failed::reason, InstanceOfAssertFactories.STRING)
        .contains("100 / event.items");
  }

  @Test
  void failsThePartWhenThePayloadCannotBeRead() {
    RoutedEvent event = event("{\"amount\": 12.5", Part.EVENT);

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part)
        .asInstanceOf(InstanceOfAssertFactories.type(FeaturePart.Failed.class))
        .extracting(FeaturePart.Failed::reason, InstanceOfAssertFactories.STRING)
        .startsWith("event features failed: ");
  }

  private static RoutedEvent event(String json, Part... parts) {
    return TestPipeline.event("7", json, parts);
  }
}
