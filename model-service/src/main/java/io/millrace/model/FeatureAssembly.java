package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeaturePart.Values;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes one vector of an event's parts for a release: the features that its route asked for, in
/// the order of the definition, the stateful ones first.
///
/// A value that is missing is stood in for by the feature's `otherwise`, and the vector says so.
final class FeatureAssembly {
  private final List<Feature> features;
  private final String notThere;

  FeatureAssembly(PipelineDefinition pipeline) {
    List<Feature> all = new ArrayList<>();
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      Part part = Part.ofEntity(feature.entity());
      all.add(new Feature(feature.name(), part, FeatureValue.of(feature.otherwise())));
    }
    for (StatelessFeature feature : pipeline.statelessFeatures()) {
      all.add(new Feature(feature.name(), Part.EVENT, feature.otherwise()));
    }
    features = List.copyOf(all);
    notThere = notThere(pipeline.model());
  }

  private record Feature(String name, Part part, FeatureValue otherwise) {}

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
    Map<Part, Map<String, FeatureValue>> values = new LinkedHashMap<>();
    List<String> degraded = new ArrayList<>();
    String givenUp = null;
    for (Part name : parts) {
      FeaturePart part = joined.part(name);
      if (part == null) {
        givenUp = name + ": " + notThere;
        degraded.add(givenUp);
        values.put(name, Map.of());
      } else {
        values.put(name, values(name, wanted.apply(part), degraded));
      }
    }
    Map<String, FeatureValue> vector = new LinkedHashMap<>();
    for (Feature feature : features) {
      Map<String, FeatureValue> ofPart = values.get(feature.part());
      if (ofPart != null) {
        vector.put(feature.name(), ofPart.getOrDefault(feature.name(), feature.otherwise()));
      }
    }
    return new FeatureVector(joined.slip().stamp().assignment(), vector, degraded, givenUp);
  }

  private Map<String, FeatureValue> values(Part name, Values values, List<String> degraded) {
    return switch (values) {
      case FeaturePart.Failed(String reason) -> {
        degraded.add(name + ": " + reason);
        yield Map.of();
      }
      case FeaturePart.Computed(Map<String, FeatureValue> computed) -> {
        noteAbsent(name, computed, degraded);
        yield computed;
      }
    };
  }

  private void noteAbsent(Part part, Map<String, FeatureValue> values, List<String> degraded) {
    for (Feature feature : features) {
      if (feature.part().equals(part) && !values.containsKey(feature.name())) {
        degraded.add("%s: came without %s".formatted(part, feature.name()));
      }
    }
  }

  private static String notThere(@Nullable ModelDefinition model) {
    return model == null || model.deadline() == null
        ? "not there"
        : "not there after %d ms".formatted(model.deadline().toMillis());
  }
}
