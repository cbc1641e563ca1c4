package io.millrace.cli.history;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stateful features of all events of a log, as a pipeline's engine computes them of it.
///
/// Eight bytes for each feature of an event, and its id.
final class LoggedFeatures {
  private final LogReplay log;
  private final Map<String, Integer> columns = new HashMap<>();
  private final IdIndex ids = new IdIndex();
  private double[] computed = new double[1 << 12];

  LoggedFeatures(PipelineDefinition pipeline) {
    this.log = new LogReplay(pipeline, (key, event, values) -> keep(event.event().id(), values));
    for (StatefulFeature feature : pipeline.statefulFeatures()) {
      columns.put(feature.name(), columns.size());
    }
  }

  /// Takes the log, all of it before the first question.
  LogReplay log() {
    return log;
  }

  /// The first record of an event for an entity holds; duplicates make no second prediction.
  private void keep(String eventId, Map<String, FeatureValue> values) {
    int known = ids.size();
    int at = ids.numberOf(eventId) * columns.size();
    if (at + columns.size() > computed.length) {
      computed = Arrays.copyOf(computed, 2 * (at + columns.size()));
    }
    if (ids.size() > known) {
      Arrays.fill(computed, at, at + columns.size(), Double.NaN);
    }
    values.forEach((name, value) -> {
      Integer column = columns.get(name);
      if (column != null
          && value instanceof FeatureValue.Scalar(double number)
          && Double.isNaN(computed[at + column])) {
        computed[at + column] = number;
      }
    });
  }

  /// A feature of an event; null if the log does not tell.
  @Nullable FeatureValue of(String eventId, String feature) {
    Integer column = columns.get(feature);
    int number = ids.find(eventId);
    if (column == null || number == IdIndex.NONE) {
      return null;
    }
    double value = computed[number * columns.size() + column];
    return Double.isNaN(value) ? null : FeatureValue.of(value);
  }
}
