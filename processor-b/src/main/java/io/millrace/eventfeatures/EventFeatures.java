package io.millrace.eventfeatures;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart.Computed;
import io.millrace.contracts.FeaturePart.Failed;
import io.millrace.contracts.FeaturePart.Values;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.FeatureValues;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatelessFeature;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.List;
import java.util.Map;

/// Computes the stateless features of a release: each is an expression over the event and its time.
///
/// Invariant: the values depend on the event alone; what cannot be computed comes as failed, with
/// the reason.
final class EventFeatures {
  private final EventSchema schema;
  private final List<StatelessFeature> features;
  private final FeatureValues.Names names;

  EventFeatures(PipelineDefinition pipeline) {
    this.schema = pipeline.event().schema();
    this.features = pipeline.statelessFeatures();
    this.names = FeatureValues.Names.of(features.stream().map(StatelessFeature::name).toList());
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

  private FeatureValues values(Event event) {
    Map<String, Object> variables =
        Map.of("event", schema.fields(event.payload()), "time", event.time());
    FeatureValue[] values = new FeatureValue[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = features.get(i).value().value(variables);
    }
    return FeatureValues.of(names, values);
  }
}
