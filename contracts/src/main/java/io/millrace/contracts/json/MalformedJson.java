package io.millrace.contracts.json;

import java.io.IOException;

/// JSON that is not what it should be. The message says what is wrong, in one line.
public final class MalformedJson extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedJson(String message) {
    super(message);
  }

  MalformedJson(String message, Throwable cause) {
    super(message, cause);
  }
}
