package io.millrace.entityfeatures;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.runtime.ServiceContext;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From events and outcomes to the features of the entities they concern.
final class EntityFeaturesTopology {
  private final ComputeEntityFeatures.Supplier computeEntityFeatures;

  EntityFeaturesTopology(ServiceContext context) {
    FailedParts failedParts = new FailedParts(context.pipeline(), context.metrics());
    CompleteFeatures completeFeatures = new CompleteFeatures(context.pipeline(), context.metrics());
    this.computeEntityFeatures =
        new ComputeEntityFeatures.Supplier(context.releases(), failedParts, completeFeatures);
  }

  /// Events and outcomes by entity in; for each event one part of its features out, by its id.
  KStream<String, FeaturePart> featuresOf(KStream<String, EntityRecord> records) {
    return records.process(computeEntityFeatures, Named.as("compute-entity-features"));
  }
}
