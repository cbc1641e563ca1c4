package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns of a table of features: `event_id,event_time`, the features, `label`, the entities.
///
/// Numbers are written so that they read back to the bit.
public final class FeatureColumns {
  /// In the place of a column: the table has none for the feature.
  static final int NONE = -1;

  private final List<String> features;
  private final List<String> entities;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, FeatureValue> defaults = new HashMap<>();

  /// Throws [CommandFailure] if the pipeline has not all of the features.
  ///
  /// @param features which, in the order of the columns
  FeatureColumns(PipelineDefinition pipeline, List<String> features) {
    List<String> known = featuresOf(pipeline);
    for (String feature : features) {
      if (!known.contains(feature)) {
        throw new CommandFailure(
            "%s has no feature '%s', only %s"
                .formatted(pipeline.name(), feature, String.join(", ", known)));
      }
    }
    this.features = List.copyOf(features);
    this.features.forEach(feature -> places.put(feature, places.size()));
    this.entities = List.copyOf(pipeline.entities().keySet());
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      defaults.put(feature.name(), FeatureValue.of(feature.otherwise()));
    }
    for (StatelessFeature feature : pipeline.statelessFeatures()) {
      defaults.put(feature.name(), feature.otherwise());
    }
  }

  /// The features of the model in its order, be it still to be trained; without one all, in the
  /// order of definition.
  public static List<String> ofModel(PipelineDefinition pipeline) {
    return pipeline
        .modelShape()
        .map(ModelDefinition::features)
        .orElseGet(() -> featuresOf(pipeline));
  }

  private static List<String> featuresOf(PipelineDefinition pipeline) {
    return Stream.concat(
            pipeline.statefulFeatures().stream().map(StatefulFeature::name),
            pipeline.statelessFeatures().stream().map(StatelessFeature::name))
        .toList();
  }

  List<String> header() {
    List<String> header = new ArrayList<>(count());
    header.add("event_id");
    header.add("event_time");
    header.addAll(features);
    header.add("label");
    header.addAll(entities);
    return header;
  }

  int count() {
    return 3 + features.size() + entities.size();
  }

  List<String> features() {
    return features;
  }

  /// The place of a feature among the features, or [#NONE].
  int find(String feature) {
    return places.getOrDefault(feature, NONE);
  }

  /// Whether the feature at a place is a number.
  boolean isNumber(int place) {
    return otherwise(features.get(place)) instanceof FeatureValue.Scalar;
  }

  /// What stands for a feature that could not be computed, or that the event's route left out.
  FeatureValue otherwise(String feature) {
    return Objects.requireNonNull(defaults.get(feature));
  }

  /// The same of every feature of the pipeline, by name.
  Map<String, FeatureValue> defaults() {
    return Collections.unmodifiableMap(defaults);
  }

  /// A feature or label as a cell.
  static String text(FeatureValue value) {
    return switch (value) {
      case FeatureValue.Scalar(double number) -> Double.toString(number);
      case FeatureValue.Text(String text) -> text;
      case FeatureValue.Vector vector ->
          Arrays.stream(vector.numbers())
              .mapToObj(Double::toString)
              .collect(Collectors.joining(",", "[", "]"));
    };
  }
}
