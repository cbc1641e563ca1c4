package io.millrace.cli.kafka;

import java.util.regex.Pattern;

/// Text of strangers, as it may be shown on a terminal.
public final class TerminalText {
  /// ASCII's and those from U+0080 to U+009F, which begin sequences too.
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}]+");

  private TerminalText() {}

  /// The text with a blank in the place of control characters.
  public static String of(String text) {
    return CONTROLS.matcher(text).replaceAll(" ");
  }
}
