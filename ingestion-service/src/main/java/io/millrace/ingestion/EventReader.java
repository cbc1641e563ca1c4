package io.millrace.ingestion;

import io.millrace.contracts.Event;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.json.MalformedJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads raw records as events, by the pipeline's contract.
///
/// An accepted event carries the bytes that came, unchanged.
final class EventReader implements RecordReader<Event> {
  private final EventDefinition contract;
  private final Map<String, String> entities;
  private final Set<String> wanted;
  private final SizeLimit sizeLimit;
  private final TimeReader times;

  EventReader(PipelineDefinition pipeline) {
    contract = pipeline.event();
    entities = pipeline.entities();
    wanted = new HashSet<>(entities.values());
    wanted.add(contract.idField());
    wanted.add(contract.timeField());
    sizeLimit = new SizeLimit(contract.maxBytes());
    times = new TimeReader(contract.maxAhead());
  }

  @Override
  public Reading<Event> read(byte[] json, Position source, Instant arrival) {
    try {
      sizeLimit.require(json);
      Map<String, JsonValue> fields = InteroperableJson.fields(json, wanted);
      List<String> violations = violations(json);
      Reading<Event> reading = read(json, fields, source, arrival);
      return violations.isEmpty() ? reading : rejected(reading, violations);
    } catch (Refused e) {
      return new Reading.Rejected<>(e.reason());
    }
  }

  private Reading<Event> read(
      byte[] json, Map<String, JsonValue> fields, Position source, Instant arrival) {
    try {
      return new Reading.Accepted<>(
          new Event(
              IdReader.read(contract.idField(), fields.get(contract.idField())),
              times.read(contract.timeField(), fields.get(contract.timeField()), arrival),
              IdReader.readEntities(entities, fields),
              source,
              Payload.of(json)));
    } catch (Refused e) {
      return new Reading.Rejected<>(e.reason());
    }
  }

  private List<String> violations(byte[] json) throws Refused {
    try {
      return contract.schema().violations(json);
    } catch (MalformedJson e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }

  /// What the fields themselves are rejected for comes first, because it names a remedy; then all
  /// that the schema says, each thing once.
  private static Reading<Event> rejected(Reading<Event> reading, List<String> violations) {
    Set<String> reasons = new LinkedHashSet<>();
    if (reading instanceof Reading.Rejected<Event>(String reason)) {
      reasons.add(reason);
    }
    reasons.addAll(violations);
    return new Reading.Rejected<>(String.join("; ", reasons));
  }
}
