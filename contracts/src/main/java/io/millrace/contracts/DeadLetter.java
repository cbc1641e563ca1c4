package io.millrace.contracts;

import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Why a record went to dead letters: the headers it gets there, beside its own.
///
/// @param reason what is wrong, in words that a person understands
/// @param stage the service that gave it up
/// @param source where the record stands, absent if it was made at a tick of the clock
public record DeadLetter(String reason, String stage, @Nullable Position source) {
  public static final String REASON = "reason";
  public static final String STAGE = "stage";
  public static final String SOURCE = "source";

  /// What headers say, whoever has written them: what they lack is empty, and a source that is no
  /// position is absent.
  public static DeadLetter of(Headers headers) {
    return new DeadLetter(
        Objects.requireNonNullElse(HeaderText.get(headers, REASON), ""),
        Objects.requireNonNullElse(HeaderText.get(headers, STAGE), ""),
        HeaderText.position(headers, SOURCE));
  }

  /// Takes the headers away, so that only the record's own are left.
  public static void removeFrom(Headers headers) {
    headers.remove(REASON).remove(STAGE).remove(SOURCE);
  }

  /// Sets the headers, in the place of any that are there under the same names.
  public void writeTo(Headers headers) {
    removeFrom(headers);
    HeaderText.set(headers, REASON, reason);
    HeaderText.set(headers, STAGE, stage);
    if (source != null) {
      HeaderText.set(headers, SOURCE, source.toString());
    }
  }
}
