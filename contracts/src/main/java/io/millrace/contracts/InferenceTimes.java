package io.millrace.contracts;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// How long the models ran that scored an event: the headers of its prediction that say so.
///
/// They are no part of the prediction itself, since that is the same when it is made again.
///
/// @param judged microseconds that the run took in which the judging release's model was asked
///   about this event, alone or among others; absent if it was not asked
/// @param shadow the same of the shadow
public record InferenceTimes(@Nullable Long judged, @Nullable Long shadow) {
  public static final String JUDGED = "inference-us";
  public static final String SHADOW = "shadow-inference-us";

  /// Of an event that no model was asked about.
  public static final InferenceTimes NONE = new InferenceTimes(null, null);

  /// What headers say; nothing where they hold no number.
  public static InferenceTimes of(Headers headers) {
    return new InferenceTimes(micros(headers, JUDGED), micros(headers, SHADOW));
  }

  /// Sets the headers, in the place of any that are there under the same names.
  public void writeTo(Headers headers) {
    set(headers, JUDGED, judged);
    set(headers, SHADOW, shadow);
  }

  private static void set(Headers headers, String name, @Nullable Long micros) {
    headers.remove(name);
    if (micros != null) {
      HeaderText.set(headers, name, micros.toString());
    }
  }

  private static @Nullable Long micros(Headers headers, String name) {
    String text = HeaderText.get(headers, name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
