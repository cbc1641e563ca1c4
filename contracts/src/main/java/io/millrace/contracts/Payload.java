package io.millrace.contracts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// JSON that is carried unchanged, as the bytes that came: the producer's object, or the body of an
/// action.
///
/// Invariant: the bytes are one well-formed JSON object, which ingestion has checked; the body of
/// an action may be an array.
public final class Payload {
  private final byte[] json;

  /// Written by any thread: what another one sees of it is whole, for it never changes.
  private @Nullable Reading lastReading;

  private record Reading(Function<Payload, ?> reader, Object result) {}

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

  /// What a reader makes of it. Asked by the same reader again, as the stages of a service do one
  /// after the other, it answers what was read before: nothing may be changed in that.
  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the same reader returns the same type
  public <T> T readBy(Function<Payload, T> reader) {
    Reading before = lastReading;
    if (before != null && before.reader == reader) {
      return (T) before.result;
    }
    T result = reader.apply(this);
    lastReading = new Reading(reader, result);
    return result;
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
