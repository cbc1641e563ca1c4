package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.RoutedEvent;
import java.io.IOException;

/// A routed event or an outcome.
public final class EntityRecordFormat implements JsonFormat<EntityRecord> {

  @Override
  public void write(EntityRecord value, JsonGenerator json) throws IOException {
    switch (value) {
      case RoutedEvent routed -> RoutedEventFormat.writeRouted(routed, json);
      case Outcome outcome -> OutcomeFormat.writeOutcome(outcome, json);
    }
  }

  @Override
  public EntityRecord read(JsonInput json) throws IOException {
    StreamRecordDraft draft = StreamRecordDraft.read(json);
    return draft.isEvent() ? draft.routedEvent() : draft.outcome();
  }
}
