package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns a history into a table of features: what each event would have been judged by, had the
/// pipeline run then.
///
/// It takes what happened in the order of the log and computes by the same engine and expressions
/// as the live stages, so that it agrees with them to the bit; numbers are written so that they
/// read back to the bit.
public final class Backfill {
  private static final String LOG = "history";

  private final List<String> features;
  private final List<String> entities;
  private final HistoryFeatures history;
  private long offset;

  /// @param features which, in the order of the columns
  public Backfill(PipelineDefinition pipeline, List<String> features) {
    List<String> known = featuresOf(pipeline);
    for (String feature : features) {
      if (!known.contains(feature)) {
        throw new CommandFailure(
            "%s has no feature '%s', only %s"
                .formatted(pipeline.name(), feature, String.join(", ", known)));
      }
    }
    this.features = List.copyOf(features);
    this.entities = List.copyOf(pipeline.entities().keySet());
    this.history = new HistoryFeatures(pipeline);
  }

  /// The features of the model in its order; without a model all, in the order of definition.
  public static List<String> featuresOfModel(PipelineDefinition pipeline) {
    return pipeline.model() == null ? featuresOf(pipeline) : pipeline.model().features();
  }

  private static List<String> featuresOf(PipelineDefinition pipeline) {
    return Stream.concat(
            pipeline.statefulFeatures().stream().map(StatefulFeature::name),
            pipeline.statelessFeatures().stream().map(StatelessFeature::name))
        .toList();
  }

  /// `event_id,event_time`, the features, `label`, the entities.
  public List<String> header() {
    List<String> header = new ArrayList<>(List.of("event_id", "event_time"));
    header.addAll(features);
    header.add("label");
    header.addAll(entities);
    return header;
  }

  /// The row of an event; none if the pipeline would have sent it to the dead letters.
  public Optional<List<String>> observe(PastEvent past) {
    Event event = new Event(past.id(), past.time(), past.entities(), position(), past.payload());
    return history.observe(event).map(values -> row(past, values));
  }

  /// Takes what an earlier event turned out to be.
  public void learn(PastOutcome past) {
    PastEvent event = past.event();
    history.learn(
        new Outcome(
            event.id(),
            event.time(),
            event.entities(),
            past.label().value(),
            past.label().knownAt(),
            null,
            position()));
  }

  private Position position() {
    return new Position(LOG, 0, offset++);
  }

  private List<String> row(PastEvent event, Map<String, FeatureValue> values) {
    List<String> row = new ArrayList<>(List.of(event.id(), event.time().toString()));
    for (String feature : features) {
      row.add(text(Objects.requireNonNull(values.get(feature), feature)));
    }
    Label label = event.outcome();
    row.add(label == null ? "" : text(label.value()));
    event.entities().forEach(key -> row.add(key.id()));
    return row;
  }

  private static String text(FeatureValue value) {
    return switch (value) {
      case FeatureValue.Scalar(double number) -> Double.toString(number);
      case FeatureValue.Text(String text) -> text;
      case FeatureValue.Vector(List<Double> numbers) ->
          numbers.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
    };
  }
}
