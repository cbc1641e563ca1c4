package io.millrace.contracts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The producer's JSON object, as the bytes that came: carried through every stage unchanged.
///
/// Invariant: the bytes are one well-formed JSON object, which ingestion has checked.
public final class Payload {
  private final byte[] json;

  private Payload(byte[] json) {
    this.json = json;
  }

  /// A payload that takes over `json`: the caller does not write to it again.
  public static Payload of(byte[] json) {
    return new Payload(json);
  }

  /// The payload within a larger text: a copy of `json[from, to)`.
  public static Payload of(byte[] json, int from, int to) {
    return new Payload(Arrays.copyOfRange(json, from, to));
  }

  /// A payload of text, as tests and tools write it.
  public static Payload of(String json) {
    return new Payload(json.getBytes(StandardCharsets.UTF_8));
  }

  /// The UTF-8 bytes themselves, not a copy: to be read only.
  public byte[] bytes() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  @Override
  public String toString() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
