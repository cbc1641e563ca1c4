package io.millrace.eventfeatures;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.Computed;
import io.millrace.contracts.FeaturePart.Values;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutingSlip;
import io.millrace.runtime.PerRelease;
import io.millrace.runtime.Releases;

/// Makes the own part of each event's features, for the releases that are asked about it.
///
/// Invariant: the part depends on the routed event and its position alone, and always comes.
final class EventParts {
  private final PerRelease<EventFeatures> features;

  EventParts(Releases releases) {
    this.features = new PerRelease<>(releases, EventFeatures::new);
  }

  /// The part computed from the record at `source`.
  FeaturePart of(RoutedEvent routed, Position source) {
    FeaturePart.About about = FeaturePart.About.of(routed, Part.EVENT, source);
    RoutingSlip slip = routed.slip();
    Values values =
        slip.parts().contains(Part.EVENT)
            ? features.of(slip.stamp().release()).of(routed.event())
            : Computed.NONE;
    Integer shadow = slip.stamp().shadow();
    if (shadow == null || !slip.shadowParts().contains(Part.EVENT)) {
      return new FeaturePart(about, values);
    }
    Values shadowValues = features.of(shadow).of(routed.event());
    return new FeaturePart(about, values, shadowValues.without(values));
  }
}
