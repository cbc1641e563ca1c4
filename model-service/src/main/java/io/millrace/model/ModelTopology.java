package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Prediction;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From the parts of features to predictions, both by event id.
final class ModelTopology {
  private final PredictEventsSupplier predictEvents;

  ModelTopology(PredictEventsSupplier predictEvents) {
    this.predictEvents = predictEvents;
  }

  KStream<String, Prediction> predictions(
      KStream<String, FeaturePart> featuresA, KStream<String, FeaturePart> featuresB) {
    return featuresA
        .merge(featuresB, Named.as("merge-parts"))
        .process(predictEvents, Named.as("predict-events"));
  }
}
