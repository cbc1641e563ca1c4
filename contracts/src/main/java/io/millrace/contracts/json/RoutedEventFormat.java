package io.millrace.contracts.json;

import io.millrace.contracts.RoutedEvent;
import java.io.IOException;

/// An event with its routing slip, such as `"parts":["b","a:card"]`.
public final class RoutedEventFormat implements JsonFormat<RoutedEvent> {

  @Override
  public void write(RoutedEvent value, JsonWriter json) {
    writeRouted(value, json);
  }

  @Override
  public RoutedEvent read(JsonInput json) throws IOException {
    return StreamRecordDraft.read(json).routedEvent();
  }

  static void writeRouted(RoutedEvent routed, JsonWriter json) {
    json.startObject();
    writeFields(routed, json);
    json.endObject();
  }

  static void writeFields(RoutedEvent routed, JsonWriter json) {
    StreamRecordFormat.writeFields(routed.event(), json);
    SlipDraft.write(routed.slip(), json);
  }
}
