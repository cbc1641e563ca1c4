package io.millrace.contracts.json;

import java.io.IOException;

/// How one kind of record looks as JSON.
///
/// A reader skips fields it does not know, so that new optional fields break no one.
public interface JsonFormat<T> {

  /// Writes one JSON value.
  void write(T value, JsonWriter json);

  /// Reads the value that the input stands on; throws [MalformedJson] when it is not one.
  T read(JsonInput json) throws IOException;
}
