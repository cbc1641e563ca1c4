package io.millrace.contracts;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Headers whose values are text, each name once.
final class HeaderText {

  private HeaderText() {}

  /// Sets a header, in the place of any that are there under its name.
  static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /// What a header says; null where it is absent or has no value.
  static @Nullable String get(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /// The position that a header names; null where it names none.
  static @Nullable Position position(Headers headers, String name) {
    String text = get(headers, name);
    try {
      return text == null ? null : Position.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
