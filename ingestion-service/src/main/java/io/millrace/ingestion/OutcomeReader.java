package io.millrace.ingestion;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.FeedbackDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads feedback as outcomes: the event's own id, time and entities, its label, and since when it
/// is known.
final class OutcomeReader implements RecordReader<Outcome> {
  private final FeedbackDefinition contract;
  private final Map<String, String> entities;
  private final Set<String> wanted;
  private final SizeLimit sizeLimit;
  private final TimeReader times;

  private OutcomeReader(PipelineDefinition pipeline, FeedbackDefinition contract) {
    this.contract = contract;
    entities = pipeline.entities();
    wanted = new HashSet<>(entities.values());
    wanted.add(contract.idField());
    wanted.add(contract.eventTimeField());
    wanted.add(contract.knownAtField());
    wanted.add(contract.labelField());
    if (contract.reporterField() != null) {
      wanted.add(contract.reporterField());
    }
    sizeLimit = new SizeLimit(pipeline.event().maxBytes());
    times = new TimeReader(pipeline.event().maxAhead());
  }

  /// The reader of a pipeline's feedback; it rejects everything where the pipeline has none.
  static RecordReader<Outcome> of(PipelineDefinition pipeline) {
    FeedbackDefinition contract = pipeline.feedback();
    return contract == null
        ? (json, source, arrival) ->
            new Reading.Rejected<>(
                "pipeline %s has no 'feedback': define it to have outcomes read"
                    .formatted(pipeline.name()))
        : new OutcomeReader(pipeline, contract);
  }

  @Override
  public Reading<Outcome> read(byte[] json, Position source, Instant arrival) {
    try {
      sizeLimit.require(json);
      return new Reading.Accepted<>(
          outcome(InteroperableJson.fields(json, wanted), source, arrival));
    } catch (Refused e) {
      return new Reading.Rejected<>(e.reason());
    }
  }

  private Outcome outcome(Map<String, JsonValue> fields, Position source, Instant arrival)
      throws Refused {
    Instant eventTime = time(contract.eventTimeField(), fields, arrival);
    Instant knownAt = time(contract.knownAtField(), fields, arrival);
    if (knownAt.isBefore(eventTime)) {
      throw new Refused(
          "%s %s is before the event itself (%s %s)"
              .formatted(contract.knownAtField(), knownAt, contract.eventTimeField(), eventTime));
    }
    return new Outcome(
        IdReader.read(contract.idField(), fields.get(contract.idField())),
        eventTime,
        IdReader.readEntities(entities, fields),
        label(fields.get(contract.labelField())),
        knownAt,
        reporter(fields),
        source);
  }

  private Instant time(String field, Map<String, JsonValue> fields, Instant arrival)
      throws Refused {
    return times.read(field, fields.get(field), arrival);
  }

  private FeatureValue label(@Nullable JsonValue value) throws Refused {
    return switch (value) {
      case null -> throw new Refused(contract.labelField() + " is missing");
      case JsonValue.Text(String text) -> FeatureValue.of(text);
      case JsonValue.Numeral number -> FeatureValue.of(number.value());
      case JsonValue.Truth(boolean truth) -> FeatureValue.of(truth ? 1.0 : 0.0);
      case JsonValue.Other other ->
          throw new Refused(
              "%s is %s: write a truth value, a number or a text"
                  .formatted(contract.labelField(), other.shown()));
    };
  }

  private @Nullable String reporter(Map<String, JsonValue> fields) throws Refused {
    String field = contract.reporterField();
    JsonValue value = field == null ? null : fields.get(field);
    return switch (value) {
      case null -> null;
      case JsonValue.Text(String text) -> text;
      case JsonValue.Numeral _, JsonValue.Truth _, JsonValue.Other _ ->
          throw new Refused("%s is %s: write a text".formatted(field, value.shown()));
    };
  }
}
