package io.millrace.entityfeatures;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From events and outcomes to the features of the entities they concern.
final class EntityFeaturesTopology {

  private EntityFeaturesTopology() {}

  /// Events and outcomes by entity in; for each event one part of its features out, by its id.
  static KStream<String, FeaturePart> features(
      EntityStage stage, KStream<String, EntityRecord> records) {
    return records.process(
        new ComputeEntityFeatures.Supplier(stage), Named.as("compute-entity-features"));
  }
}
