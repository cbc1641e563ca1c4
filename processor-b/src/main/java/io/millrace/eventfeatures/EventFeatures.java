package io.millrace.eventfeatures;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatelessFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Computes the stateless features of a pipeline: each is an expression over the event and its
/// time.
///
/// Invariant: the part depends on the routed event and its position alone, and always comes; what
/// cannot be computed comes as failed, with the reason.
final class EventFeatures {
  private final EventSchema schema;
  private final List<StatelessFeature> features;

  EventFeatures(PipelineDefinition pipeline) {
    this.schema = pipeline.event().schema();
    this.features = pipeline.statelessFeatures();
  }

  /// The event's own part of its features, computed from the record at `source`.
  FeaturePart of(RoutedEvent routed, Position source) {
    FeaturePart.About about = FeaturePart.About.of(routed, Part.EVENT, source);
    try {
      return new FeaturePart.Computed(about, values(routed.event()));
    } catch (ExpressionFailure e) {
      return new FeaturePart.Failed(about, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new FeaturePart.Failed(about, "event features failed: " + e);
    }
  }

  private Map<String, FeatureValue> values(Event event) {
    Map<String, Object> variables =
        Map.of("event", schema.fields(event.payload()), "time", event.time());
    Map<String, FeatureValue> values = LinkedHashMap.newLinkedHashMap(features.size());
    for (StatelessFeature feature : features) {
      values.put(feature.name(), feature.value().value(variables));
    }
    return values;
  }
}
