package io.millrace.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One part of an event's features. A part never fails to come: what could not be computed comes as
/// [Failed].
public sealed interface FeaturePart {

  /// What every part says of itself.
  ///
  /// @param eventId the event whose features these are
  /// @param part which part this is
  /// @param parts all parts of the event, this one among them
  /// @param source the record it was computed from
  /// @param event the event itself, where this part carries it
  record About(
      String eventId, Part part, List<Part> parts, Position source, @Nullable Event event) {
    public About {
      parts = List.copyOf(parts);
      if (!parts.contains(part)) {
        throw new IllegalArgumentException(
            "part %s of event %s is not among its parts %s".formatted(part, eventId, parts));
      }
    }

    /// The part of a routed event that was computed at a position.
    public static About of(RoutedEvent routed, Part part, Position source) {
      Event event = routed.event();
      return new About(
          event.id(), part, routed.parts(), source, routed.carriedBy(part) ? event : null);
    }
  }

  About about();

  /// The values, by feature name, in the order of the pipeline.
  record Computed(About about, Map<String, FeatureValue> values) implements FeaturePart {
    public Computed {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// No values, and why: the prediction is made without them and marked degraded.
  record Failed(About about, String reason) implements FeaturePart {}
}
