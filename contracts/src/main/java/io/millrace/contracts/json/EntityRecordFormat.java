package io.millrace.contracts.json;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.Stamp;
import java.io.IOException;

/// A routed event or an outcome.
public final class EntityRecordFormat implements JsonFormat<EntityRecord> {

  @Override
  public void write(EntityRecord value, JsonWriter json) {
    switch (value) {
      case RoutedEvent routed -> RoutedEventFormat.writeRouted(routed, json);
      case RoutedOutcome(Outcome outcome, Stamp stamp) ->
          OutcomeFormat.writeOutcome(outcome, stamp, json);
    }
  }

  @Override
  public EntityRecord read(JsonInput json) throws IOException {
    return StreamRecordDraft.read(json).entityRecord();
  }
}
