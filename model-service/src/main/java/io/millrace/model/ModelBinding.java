package io.millrace.model;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.ModelDefinition.ScoreRange;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a pipeline makes of a model: which features go in and which numbers come out.
///
/// @param features the features that fill the model's inputs, in this order
/// @param inputs the model's inputs by name, each with its features, together those of `features`
///   in their order; empty where the model's own inputs tell what goes where
/// @param outputs the numbers to take of what comes out
/// @param range what these numbers must lie in, absent where any finite one will do
public record ModelBinding(
    List<Feature> features,
    Map<String, List<String>> inputs,
    List<ModelOutput> outputs,
    @Nullable ScoreRange range) {

  public ModelBinding {
    features = List.copyOf(features);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = List.copyOf(outputs);
    List<String> names = features.stream().map(Feature::name).toList();
    if (!inputs.isEmpty()
        && !names.equals(inputs.values().stream().flatMap(List::stream).toList())) {
      throw new IllegalArgumentException(
          "the inputs %s do not have the features %s".formatted(inputs, names));
    }
  }

  /// A feature of a model.
  ///
  /// @param vector whether it may be of any length that the model's input has room for
  /// @param width how many columns it fills where the input has room for any number
  public record Feature(String name, boolean vector, int width) {

    public static Feature number(String name) {
      return new Feature(name, false, 1);
    }

    public static Feature vector(String name, int width) {
      return new Feature(name, true, width);
    }
  }

  /// A binding of features that are numbers all, without a range.
  public static ModelBinding ofNumbers(
      List<String> features, Map<String, List<String>> inputs, List<ModelOutput> outputs) {
    return new ModelBinding(features.stream().map(Feature::number).toList(), inputs, outputs, null);
  }

  /// The binding that a pipeline defines. Throws [InvalidModel] if a feature of the model is none
  /// of the pipeline's, or a text.
  public static ModelBinding of(PipelineDefinition pipeline, ModelDefinition model) {
    Map<String, Feature> known = features(pipeline);
    for (String feature : model.features()) {
      if (!known.containsKey(feature)) {
        throw new InvalidModel(
            "%s takes the feature '%s', which is no number of the pipeline: take some of %s"
                .formatted(model.file(), feature, known.keySet()));
      }
    }
    return new ModelBinding(
        model.features().stream().map(known::get).toList(),
        model.inputs(),
        List.copyOf(model.outputs().values()),
        model.range());
  }

  private static Map<String, Feature> features(PipelineDefinition pipeline) {
    Map<String, Feature> features = new LinkedHashMap<>();
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      features.put(feature.name(), Feature.number(feature.name()));
    }
    for (StatelessFeature feature : pipeline.statelessFeatures()) {
      switch (feature.otherwise()) {
        case FeatureValue.Scalar _ -> features.put(feature.name(), Feature.number(feature.name()));
        case FeatureValue.Vector vector ->
            features.put(feature.name(), Feature.vector(feature.name(), vector.size()));
        case FeatureValue.Text _ -> {}
      }
    }
    return features;
  }
}
