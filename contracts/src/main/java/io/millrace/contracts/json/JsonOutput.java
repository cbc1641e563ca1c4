package io.millrace.contracts.json;

import java.util.function.Consumer;

/// Values as UTF-8 JSON.
public final class JsonOutput {
  /// What a thread writes into, one value after the other.
  private static final ThreadLocal<JsonWriter> WRITERS = ThreadLocal.withInitial(JsonWriter::new);

  private JsonOutput() {}

  /// A value as UTF-8 JSON.
  public static <T> byte[] write(T value, JsonFormat<T> format) {
    JsonWriter json = WRITERS.get();
    json.clear();
    format.write(value, json);
    return json.toByteArray();
  }

  /// One value that nobody reads back here, as UTF-8 JSON; whoever writes it does not use this
  /// class meanwhile.
  public static byte[] write(Consumer<JsonWriter> writing) {
    JsonWriter json = WRITERS.get();
    json.clear();
    writing.accept(json);
    return json.toByteArray();
  }
}
