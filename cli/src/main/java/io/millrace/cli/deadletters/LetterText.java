package io.millrace.cli.deadletters;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contracts.Position;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How the commands write about dead letters.
final class LetterText {

  private LetterText() {}

  /// Writes the fields that all documents have of a dead letter, into an object.
  static void write(JsonGenerator out, Letter letter, @Nullable Position redrivenTo)
      throws IOException {
    out.writeStringField("position", letter.at().toString());
    out.writeStringField("time", letter.time().toString());
    out.writeStringField("stage", letter.why().stage());
    write(out, "source", letter.source());
    out.writeStringField("key", letter.key());
    out.writeStringField("reason", letter.why().reason());
    write(out, "redriven_to", redrivenTo);
  }

  private static void write(JsonGenerator out, String name, @Nullable Position position)
      throws IOException {
    if (position == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, position.toString());
    }
  }
}
