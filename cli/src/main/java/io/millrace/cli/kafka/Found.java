package io.millrace.cli.kafka;

import io.millrace.contracts.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// A record that was looked up.
///
/// @param at where it stands
/// @param stamped its timestamp
public record Found<V>(Position at, Instant stamped, Headers headers, V value) {

  /// What a header says, without control characters; empty where there is none.
  public String header(String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : TerminalText.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
