package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.Values;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.FeatureValues;
import io.millrace.contracts.Part;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes one vector of an event's parts for a release: the features that its route asked for, in
/// the order of the definition, the stateful ones first.
///
/// A value that is missing is stood in for by the feature's `otherwise`, and the vector says so.
final class FeatureAssembly {
  private final Map<Part, List<Feature>> byPart = new HashMap<>();
  private final List<String> names;
  private final FeatureValues.Names allNames;
  private final String notThere;

  FeatureAssembly(PipelineDefinition pipeline) {
    names = new ArrayList<>();
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      Part part = Part.ofEntity(feature.entity());
      take(feature.name(), part, FeatureValue.of(feature.otherwise()));
    }
    for (StatelessFeature feature : pipeline.statelessFeatures()) {
      take(feature.name(), Part.EVENT, feature.otherwise());
    }
    allNames = FeatureValues.Names.of(names);
    notThere = notThere(pipeline);
  }

  private void take(String name, Part part, FeatureValue otherwise) {
    byPart
        .computeIfAbsent(part, _ -> new ArrayList<>())
        .add(new Feature(name, names.size(), otherwise));
    names.add(name);
  }

  /// @param place in the vector
  private record Feature(String name, int place, FeatureValue otherwise) {}

  /// The vector of an event that the release judges.
  FeatureVector judged(JoinedParts joined) {
    return assemble(joined, joined.slip().parts(), FeaturePart::values);
  }

  /// The vector of an event that the release is asked about as a shadow.
  FeatureVector shadow(JoinedParts joined) {
    return assemble(joined, joined.slip().shadowParts(), FeatureAssembly::shadowValues);
  }

  private static Values shadowValues(FeaturePart part) {
    Values own = part.shadowValues();
    return own == null ? part.values() : own.over(part.values());
  }

  private FeatureVector assemble(
      JoinedParts joined, List<Part> parts, Function<FeaturePart, Values> wanted) {
    @Nullable FeatureValue[] vector = new FeatureValue[names.size()];
    List<String> degraded = new ArrayList<>(0);
    String givenUp = null;
    for (Part name : parts) {
      FeaturePart part = joined.part(name);
      if (part == null) {
        givenUp = name + ": " + notThere;
      }
      Values values = part == null ? new FeaturePart.Failed(notThere) : wanted.apply(part);
      fill(vector, name, values, degraded);
    }
    return new FeatureVector(joined.slip().stamp().assignment(), byName(vector), degraded, givenUp);
  }

  private void fill(
      @Nullable FeatureValue[] vector, Part name, Values values, List<String> degraded) {
    Map<String, FeatureValue> there =
        switch (values) {
          case FeaturePart.Computed(Map<String, FeatureValue> computed) -> computed;
          case FeaturePart.Failed(String reason) -> {
            degraded.add(name + ": " + reason);
            yield Map.of();
          }
        };
    for (Feature feature : byPart.getOrDefault(name, List.of())) {
      FeatureValue value = there.get(feature.name());
      if (value == null && values instanceof FeaturePart.Computed) {
        degraded.add("%s: came without %s".formatted(name, feature.name()));
      }
      vector[feature.place()] = value == null ? feature.otherwise() : value;
    }
  }

  /// Without the features that the route does not ask for.
  private FeatureValues byName(@Nullable FeatureValue[] vector) {
    List<String> there = new ArrayList<>(vector.length);
    List<FeatureValue> values = new ArrayList<>(vector.length);
    for (int i = 0; i < vector.length; i++) {
      FeatureValue value = vector[i];
      if (value != null) {
        there.add(names.get(i));
        values.add(value);
      }
    }
    boolean all = values.size() == vector.length;
    return FeatureValues.of(
        all ? allNames : FeatureValues.Names.of(there), values.toArray(FeatureValue[]::new));
  }

  private static String notThere(PipelineDefinition pipeline) {
    return pipeline
        .modelShape()
        .map(ModelDefinition::deadline)
        .map(deadline -> "not there after %d ms".formatted(deadline.toMillis()))
        .orElse("not there");
  }
}
