package io.millrace.benchmarks;

import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.InvalidSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Pipelines that count a card's events, and take the mean of their amounts, over given windows.
final class CardWindows {
  static final String COUNT = "count_0";
  static final String MEAN = "mean_0";

  private static final String SCHEMA =
      """
      {"type": "object", "properties": {"amount": {"type": "number"}}}
      """;

  private CardWindows() {}

  static PipelineDefinition of(Duration... lengths) {
    return of(Stream.of(lengths).map(length -> new Window(length, Duration.ZERO)).toList());
  }

  /// The same of one window and of all events ever: whatever its length, every event is kept.
  static PipelineDefinition keepingAll(Duration length) {
    return of(List.of(new Window(length, Duration.ZERO), new Window(null, Duration.ZERO)));
  }

  private static PipelineDefinition of(List<Window> windows) {
    List<StatefulFeature> features = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      features.add(feature("count_" + i, new Aggregation.Count(), windows.get(i)));
      features.add(feature("mean_" + i, new Aggregation.Mean("amount"), windows.get(i)));
    }
    return new PipelineDefinition(
        "bench",
        new EventDefinition(schema(), "tx_id", "event_time", Duration.ofDays(1), 1_000_000),
        Map.of("card", "customer_id"),
        List.of(),
        features,
        List.of(),
        null,
        List.of(),
        Map.of(),
        null,
        null,
        Duration.ofHours(1));
  }

  private static StatefulFeature feature(String name, Aggregation aggregation, Window window) {
    return new StatefulFeature(name, "card", aggregation, window, null, 0);
  }

  private static EventSchema schema() {
    try {
      return EventSchema.of(SCHEMA);
    } catch (InvalidSchema e) {
      throw new IllegalStateException("the schema above is valid", e);
    }
  }
}
