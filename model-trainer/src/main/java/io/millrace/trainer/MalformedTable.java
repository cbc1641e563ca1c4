package io.millrace.trainer;

import java.io.IOException;
import java.nio.file.Path;

/// A features file that is not one. The message names file, line and value and says what helps.
public final class MalformedTable extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedTable(Path file, long line, String problem) {
    super("%s, line %d: %s".formatted(file, line, problem));
  }
}
