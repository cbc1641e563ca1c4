package io.millrace.contracts;

import java.nio.charset.StandardCharsets;
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

  /// Sets the headers, in the place of any that are there under the same names.
  public void writeTo(Headers headers) {
    set(headers, REASON, reason);
    set(headers, STAGE, stage);
    headers.remove(SOURCE);
    if (source != null) {
      set(headers, SOURCE, source.toString());
    }
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
