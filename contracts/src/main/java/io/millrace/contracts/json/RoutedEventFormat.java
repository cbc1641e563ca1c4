package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.RoutedEvent;
import java.io.IOException;

/// An event with its routing slip, such as `"parts":["b","a:card"]`.
public final class RoutedEventFormat implements JsonFormat<RoutedEvent> {

  @Override
  public void write(RoutedEvent value, JsonGenerator json) throws IOException {
    writeRouted(value, json);
  }

  @Override
  public RoutedEvent read(JsonInput json) throws IOException {
    return StreamRecordDraft.read(json).routedEvent();
  }

  static void writeRouted(RoutedEvent routed, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFields(routed, json);
    json.writeEndObject();
  }

  static void writeFields(RoutedEvent routed, JsonGenerator json) throws IOException {
    StreamRecordFormat.writeFields(routed.event(), json);
    SlipDraft.write(routed.slip(), json);
  }
}
