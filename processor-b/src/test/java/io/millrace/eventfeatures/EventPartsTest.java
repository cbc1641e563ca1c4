package io.millrace.eventfeatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EventPartsTest {
  private static final Position SOURCE = new Position("orders.events-b", 1, 5);

  private final EventParts features = new EventParts(TestPipeline.releases());

  @Test
  void computesEveryFeatureInTheOrderOfThePipeline() {
    RoutedEvent event = event("{\"amount\": 12.5, \"items\": 4}", Part.EVENT);

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part.values())
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
        .isEqualTo(new FeaturePart.About("7", Part.EVENT, event.slip(), SOURCE, null));
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

    assertThat(part.values())
        .asInstanceOf(InstanceOfAssertFactories.type(FeaturePart.Failed.class))
        .extracting(FeaturePart.Failed::reason, InstanceOfAssertFactories.STRING)
        .contains("100 / event.items");
  }

  @Test
  void failsThePartWhenThePayloadCannotBeRead() {
    RoutedEvent event = event("{\"amount\": 12.5", Part.EVENT);

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part.values())
        .asInstanceOf(InstanceOfAssertFactories.type(FeaturePart.Failed.class))
        .extracting(FeaturePart.Failed::reason, InstanceOfAssertFactories.STRING)
        .startsWith("event features failed: ");
  }

  @Test
  void saysForTheShadowWhatIsNotTheSame() {
    RoutedEvent event = shadowed("{\"amount\": 12.5, \"items\": 4}", new Stamp(1, 0, 2));

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part.values()).isEqualTo(valuesOf("{\"amount\": 12.5, \"items\": 4}"));
    assertThat(part.shadowValues())
        .isEqualTo(
            new FeaturePart.Computed(
                Map.of("is_weekend", FeatureValue.of(0), "cents", FeatureValue.of(1250))));
  }

  @Test
  void aShadowDoesNotFailWithTheReleaseThatJudges() {
    RoutedEvent event = shadowed("{\"amount\": 12.5, \"items\": 0}", new Stamp(1, 0, 2));

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part.values()).isInstanceOf(FeaturePart.Failed.class);
    assertThat(part.shadowValues())
        .asInstanceOf(InstanceOfAssertFactories.type(FeaturePart.Computed.class))
        .extracting(FeaturePart.Computed::values, InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("amount", "is_weekend", "cents");
  }

  @Test
  void aReleaseDoesNotFailWithItsShadow() {
    RoutedEvent event = shadowed("{\"amount\": 12.5, \"items\": 0}", new Stamp(1, 2, 0));

    FeaturePart part = features.of(event, SOURCE);

    assertThat(part.values()).isInstanceOf(FeaturePart.Computed.class);
    assertThat(part.shadowValues()).isInstanceOf(FeaturePart.Failed.class);
  }

  @Test
  void computesNothingForAReleaseWhoseRouteLeavesThePartOut() {
    RoutedEvent routed = event("{\"amount\": 12.5, \"items\": 4}", TestPipeline.CARD);
    RoutingSlip slip =
        new RoutingSlip(new Stamp(1, 0, 2), List.of(TestPipeline.CARD), List.of(Part.EVENT));

    FeaturePart part = features.of(new RoutedEvent(routed.event(), slip), SOURCE);

    assertThat(part.values()).isEqualTo(FeaturePart.Computed.NONE);
    assertThat(part.shadowValues()).isInstanceOf(FeaturePart.Computed.class);
  }

  private FeaturePart.Values valuesOf(String json) {
    return features.of(event(json, Part.EVENT), SOURCE).values();
  }

  private static RoutedEvent shadowed(String json, Stamp stamp) {
    RoutingSlip slip = new RoutingSlip(stamp, List.of(Part.EVENT), List.of(Part.EVENT));
    return new RoutedEvent(event(json, Part.EVENT).event(), slip);
  }

  private static RoutedEvent event(String json, Part... parts) {
    return TestPipeline.event("7", json, parts);
  }
}
