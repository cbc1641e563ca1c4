package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// How one kind of record looks as JSON.
///
/// A reader skips fields it does not know, so that new optional fields break no one.
public interface JsonFormat<T> {

  /// Writes one JSON value.
  void write(T value, JsonGenerator json) throws IOException;

  /// Reads the value that the input stands on; throws [MalformedJson] when it is not one.
  T read(JsonInput json) throws IOException;
}
