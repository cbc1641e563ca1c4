package io.millrace.cli.explain;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A feature of a prediction.
///
/// @param meaning what it says, as people read it
/// @param part the part that it was computed with
/// @param source the record that its part was computed from, absent where the part was missing
record ExplainedFeature(
    String name, FeatureValue value, String meaning, Part part, @Nullable Position source) {

  /// All features of a prediction, in its order.
  ///
  /// @param pipeline the release's that judged
  static List<ExplainedFeature> of(Prediction prediction, PipelineDefinition pipeline) {
    Map<String, StatefulFeature> stateful = new HashMap<>();
    Map<String, StatelessFeature> stateless = new HashMap<>();
    pipeline.statefulFeatures().forEach(feature -> stateful.put(feature.name(), feature));
    pipeline.statelessFeatures().forEach(feature -> stateless.put(feature.name(), feature));
    return prediction.features().entrySet().stream()
        .map(entry -> {
          String name = entry.getKey();
          StatefulFeature kept = stateful.get(name);
          Part part = kept == null ? Part.EVENT : Part.ofEntity(kept.entity());
          return new ExplainedFeature(
              name,
              entry.getValue(),
              kept == null
                  ? meaning(stateless.get(name))
                  : FeatureMeaning.of(kept, prediction.event().entities()),
              part,
              prediction.sources().get(part));
        })
        .toList();
  }

  private static String meaning(@Nullable StatelessFeature feature) {
    return feature == null ? "no feature of this pipeline any more" : feature.value().source();
  }
}
