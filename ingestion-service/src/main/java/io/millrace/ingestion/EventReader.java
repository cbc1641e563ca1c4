package io.millrace.ingestion;

import io.millrace.contracts.Event;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.EventDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
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
      Map<String, JsonValue> fields = StrictJson.fields(json, wanted);
      requireValid(json);
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

  private void requireValid(byte[] json) throws Refused {
    List<String> violations;
    try {
      violations = contract.schema().violations(json);
    } catch (IOException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
    if (!violations.isEmpty()) {
      throw new Refused("the event violates its schema: " + String.join("; ", violations));
    }
  }
}
