package io.millrace.eventfeatures;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart.Computed;
import io.millrace.contracts.FeaturePart.Failed;
import io.millrace.contracts.FeaturePart.Values;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatelessFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Computes the stateless features of a release: each is an expression over the event and its time.
///
/// Invariant: the values depend on the event alone; what cannot be computed comes as failed, with
/// the reason.
final class EventFeatures {
  private final EventSchema schema;
  private final List<StatelessFeature> features;

  EventFeatures(PipelineDefinition pipeline) {
    this.schema = pipeline.event().schema();
    this.features = pipeline.statelessFeatures();
  }

  Values of(Event event) {
    try {
      return new Computed(values(event));
    } catch (ExpressionFailure e) {
      return new Failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new Failed("event features failed: " + e);
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
