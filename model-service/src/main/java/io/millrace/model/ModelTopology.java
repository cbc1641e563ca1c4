package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Prediction;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From the parts of features to predictions, both by event id.
final class ModelTopology {
  private final JoinPartsSupplier joinParts;
  private final FeatureAssembly assembly;
  private final Scorer scorer;

  ModelTopology(JoinPartsSupplier joinParts, FeatureAssembly assembly, Scorer scorer) {
    this.joinParts = joinParts;
    this.assembly = assembly;
    this.scorer = scorer;
  }

  KStream<String, Prediction> predictions(
      KStream<String, FeaturePart> featuresA, KStream<String, FeaturePart> featuresB) {
    return featuresA
        .merge(featuresB, Named.as("merge-parts"))
        .process(joinParts, Named.as("join-parts"))
        .mapValues(assembly::assemble, Named.as("assemble-vectors"))
        .mapValues(scorer::score, Named.as("score-vectors"));
  }
}
