package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes one vector of an event's parts: the features that its route asked for, in the order of the
/// definition, the stateful ones first.
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

  FeatureVector assemble(JoinedParts joined) {
    Map<Part, Position> sources = new LinkedHashMap<>();
    Map<Part, Map<String, FeatureValue>> values = new LinkedHashMap<>();
    List<String> degraded = new ArrayList<>();
    for (Part name : joined.slip().parts()) {
      FeaturePart part = joined.part(name);
      if (part != null) {
        sources.put(name, part.about().source());
      }
      values.put(name, values(name, part, degraded));
    }
    Map<String, FeatureValue> vector = new LinkedHashMap<>();
    for (Feature feature : features) {
      Map<String, FeatureValue> ofPart = values.get(feature.part());
      if (ofPart != null) {
        vector.put(feature.name(), ofPart.getOrDefault(feature.name(), feature.otherwise()));
      }
    }
    int release = joined.slip().stamp().release();
    return new FeatureVector(joined.event(), release, vector, degraded, sources);
  }

  private Map<String, FeatureValue> values(
      Part name, @Nullable FeaturePart part, List<String> degraded) {
    return switch (part == null ? null : part.values()) {
      case null -> {
        degraded.add(name + ": " + notThere);
        yield Map.of();
      }
      case FeaturePart.Failed(String reason) -> {
        degraded.add(name + ": " + reason);
        yield Map.of();
      }
      case FeaturePart.Computed(Map<String, FeatureValue> values) -> {
        noteAbsent(name, values, degraded);
        yield values;
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
