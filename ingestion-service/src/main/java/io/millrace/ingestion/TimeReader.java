package io.millrace.ingestion;

import io.millrace.contracts.json.InstantText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads times, brings them to UTC and to the millisecond, and refuses those that cannot be.
///
/// A time is ISO 8601 with an offset, or an integer of milliseconds since 1970. One far ahead of
/// the record's arrival is refused because state would advance to it and expire what it still
/// needs.
final class TimeReader {
  private static final String REMEDY =
      "write ISO 8601 with an offset such as 2018-06-01T10:00:00Z, or milliseconds since 1970";

  /// As milliseconds this is March of 1973; as seconds, the year 5138.
  private static final long LEAST_MILLISECONDS = 100_000_000_000L;

  private final Duration maxAhead;

  /// @param maxAhead how far a time may be ahead of the record's arrival
  TimeReader(Duration maxAhead) {
    this.maxAhead = maxAhead;
  }

  Instant read(String field, @Nullable JsonValue value, Instant arrival) throws Refused {
    Instant time =
        switch (value) {
          case null -> throw new Refused(field + " is missing");
          case JsonValue.Text(String text) -> parse(field, text);
          case JsonValue.Numeral number when number.isInteger() -> ofMilliseconds(field, number);
          case JsonValue.Numeral _, JsonValue.Truth _, JsonValue.Other _ ->
              throw notATime(field, value);
        };
    requirePossible(field, time, arrival);
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant parse(String field, String text) throws Refused {
    try {
      return InstantText.isUsual(text)
          ? InstantText.parse(text)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      if (hasNoOffset(text)) {
        throw new Refused(
            "%s '%s' has no offset from UTC: write %sZ, or its offset in the place of Z"
                .formatted(field, text, text));
      }
      throw notATime(field, new JsonValue.Text(text));
    }
  }

  private static boolean hasNoOffset(String text) {
    try {
      LocalDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Instant ofMilliseconds(String field, JsonValue.Numeral number) throws Refused {
    long milliseconds;
    try {
      milliseconds = Long.parseLong(number.literal());
    } catch (NumberFormatException e) {
      throw notATime(field, number);
    }
    if (milliseconds > 0 && milliseconds < LEAST_MILLISECONDS) {
      throw new Refused(
          "%s %d looks like seconds: write milliseconds since 1970, or ISO 8601"
              .formatted(field, milliseconds));
    }
    return Instant.ofEpochMilli(milliseconds);
  }

  private void requirePossible(String field, Instant time, Instant arrival) throws Refused {
    if (time.isBefore(Instant.EPOCH)) {
      throw new Refused("%s %s is before 1970".formatted(field, time));
    }
    if (time.isAfter(arrival.plus(maxAhead))) {
      throw new Refused(
          "%s %s is %s ahead of its arrival (%s); at most %s are allowed"
              .formatted(
                  field,
                  time,
                  inWords(Duration.between(arrival, time)),
                  arrival,
                  inWords(maxAhead)));
    }
  }

  private static Refused notATime(String field, JsonValue value) {
    return new Refused("%s is %s, not a time: %s".formatted(field, value.shown(), REMEDY));
  }

  /// In the largest unit of which there are at least two.
  private static String inWords(Duration duration) {
    String[] names = {"days", "hours", "minutes", "seconds"};
    long[] counts = {
      duration.toDays(), duration.toHours(), duration.toMinutes(), duration.toSeconds()
    };
    for (int i = 0; i < names.length; i++) {
      if (counts[i] > 1) {
        return String.format(Locale.ROOT, "%,d %s", counts[i], names[i]);
      }
    }
    return duration.toMillis() + " ms";
  }
}
