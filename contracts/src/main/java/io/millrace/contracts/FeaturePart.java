package io.millrace.contracts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One part of an event's features. A part never fails to come: what could not be computed comes as
/// [Failed].
///
/// @param about what it is part of
/// @param values for the release that judges
/// @param shadowValues for the shadow, as far as they are not the same as those of the judging
///   release under the same name; absent without a shadow, or where the shadow needs no such part
public record FeaturePart(About about, Values values, @Nullable Values shadowValues) {

  /// A part of an event without a shadow.
  public FeaturePart(About about, Values values) {
    this(about, values, null);
  }

  /// What every part says of itself.
  ///
  /// @param eventId the event whose features these are
  /// @param part which part this is
  /// @param slip all parts of the event, this one among them, and who asks for them
  /// @param source the record it was computed from
  /// @param event the event itself, where this part carries it
  public record About(
      String eventId, Part part, RoutingSlip slip, Position source, @Nullable Event event) {
    public About {
      if (!slip.parts().contains(part) && !slip.shadowParts().contains(part)) {
        throw new IllegalArgumentException(
            "part %s of event %s is not among its parts %s"
                .formatted(part, eventId, slip.allParts()));
      }
    }

    /// The part of a routed event that was computed at a position.
    public static About of(RoutedEvent routed, Part part, Position source) {
      Event event = routed.event();
      return new About(
          event.id(), part, routed.slip(), source, routed.carriedBy(part) ? event : null);
    }
  }

  /// What a release gets of a part.
  public sealed interface Values {

    /// Without what others have under the same name, and are the same.
    default Values without(Values others) {
      if (!(this instanceof Computed(var own)) || !(others instanceof Computed(var there))) {
        return this;
      }
      Map<String, FeatureValue> left = new LinkedHashMap<>(own);
      left.entrySet().removeAll(there.entrySet());
      return new Computed(left);
    }

    /// The reverse of [#without]: what is not here is as others have it.
    default Values over(Values others) {
      if (!(this instanceof Computed(var own)) || !(others instanceof Computed(var there))) {
        return this;
      }
      Map<String, FeatureValue> all = new LinkedHashMap<>(there);
      all.putAll(own);
      return new Computed(all);
    }
  }

  /// The values, by feature name, in the order of the release's pipeline.
  public record Computed(Map<String, FeatureValue> values) implements Values {
    /// Nothing, and nothing is missing.
    public static final Computed NONE = new Computed(Map.of());

    public Computed {
      values = FeatureValues.copyOf(values);
    }
  }

  /// No values, and why: the prediction is made without them and marked degraded.
  public record Failed(String reason) implements Values {}
}
