package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// JSON as people read it: a line for each field.
final class IndentedJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private IndentedJson() {}

  /// The same value, indented; `json` is one well-formed value.
  static byte[] of(byte[] json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * json.length);
    try (JsonParser flat = FACTORY.createParser(json);
        JsonGenerator indented = FACTORY.createGenerator(bytes)) {
      indented.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      flat.nextToken();
      indented.copyCurrentStructure(flat);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
