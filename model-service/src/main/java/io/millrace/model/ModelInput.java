package io.millrace.model;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.util.List;
import java.util.stream.Stream;

/// Whether a pipeline's features can make a model's input.
final class ModelInput {

  private ModelInput() {}

  /// Throws [InvalidModel] unless every feature of the model is a number of the pipeline.
  static void requireNumbers(PipelineDefinition pipeline, ModelDefinition model) {
    List<String> numbers =
        Stream.concat(
                pipeline.statefulFeatures().stream().map(StatefulFeature::name),
                pipeline.statelessFeatures().stream()
                    .filter(feature -> feature.otherwise() instanceof FeatureValue.Scalar)
                    .map(StatelessFeature::name))
            .toList();
    for (String feature : model.features()) {
      if (!numbers.contains(feature)) {
        throw new InvalidModel(
            "%s takes the feature '%s', which is no number of the pipeline: take some of %s"
                .formatted(model.file(), feature, numbers));
      }
    }
  }
}
