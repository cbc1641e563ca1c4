package io.millrace.actions;

import java.nio.charset.StandardCharsets;

/// Text from producers where only visible ASCII may stand, such as an HTTP header or a line of a
/// log: every other byte of its UTF-8, and `%` itself, is percent-encoded. Different texts stay
/// different, and usual ids stay as they are.
final class VisibleText {

  private VisibleText() {}

  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '%') {
        visible.append((char) b);
      } else {
        visible.append("%%%02X".formatted(b));
      }
    }
    return visible.toString();
  }
}
