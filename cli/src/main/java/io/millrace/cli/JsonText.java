package io.millrace.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/// JSON that a command prints.
public final class JsonText {

  private JsonText() {}

  /// What writes a document.
  public interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  /// The document as one line.
  public static String of(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      writing.to(out);
    } catch (IOException e) {
      throw new CommandFailure("writing to memory failed", e);
    }
    return text.toString();
  }
}
