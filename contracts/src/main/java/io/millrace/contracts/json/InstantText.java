package io.millrace.contracts.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/// Times as they stand on the wire: `2018-06-01T10:00:00Z`, with up to nine digits of a second.
///
/// `Instant.parse` builds a formatter for each text it reads, which costs more than the rest of a
/// record together, and `Instant.toString` goes through one. Here the usual form is read and
/// written digit by digit; any other is left to them.
public final class InstantText {
  private static final int SECONDS_END = "2018-06-01T10:00:00".length();
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MILLIS = ".000".length();
  private static final int NANOS_PER_MILLI = 1_000_000;

  /// No time of the usual form that is written is longer: it goes to the millisecond.
  static final int USUAL_LENGTH = "2018-06-01T10:00:00.000Z".length();

  /// The years 1970 to 9999: what the usual form holds without a sign.
  private static final long FIRST_USUAL = 0;

  private static final long LAST_USUAL = 253_402_300_799L;

  private InstantText() {}

  /// Writes what `Instant.toString` writes.
  public static String of(Instant time) {
    byte[] text = new byte[USUAL_LENGTH];
    int end = write(time, text, 0);
    return end < 0 ? time.toString() : new String(text, 0, end, StandardCharsets.ISO_8859_1);
  }

  /// Writes it into bytes, of which there must be [#USUAL_LENGTH] from `at` on.
  ///
  /// @return where it ends; negative if it is not of the usual form, and was not written
  static int write(Instant time, byte[] into, int at) {
    long seconds = time.getEpochSecond();
    int millis = time.getNano() / NANOS_PER_MILLI;
    if (millis * NANOS_PER_MILLI != time.getNano()
        || seconds < FIRST_USUAL
        || seconds > LAST_USUAL) {
      return -1;
    }
    LocalDate date = LocalDate.ofEpochDay(seconds / SECONDS_PER_DAY);
    int ofDay = (int) (seconds % SECONDS_PER_DAY);
    write(into, at, 4, date.getYear());
    write(into, at + 5, 2, date.getMonthValue(), '-');
    write(into, at + 8, 2, date.getDayOfMonth(), '-');
    write(into, at + 11, 2, ofDay / 3_600, 'T');
    write(into, at + 14, 2, ofDay / 60 % 60, ':');
    write(into, at + 17, 2, ofDay % 60, ':');
    int end = at + SECONDS_END;
    if (millis > 0) {
      write(into, end + 1, 3, millis, '.');
      end += MILLIS;
    }
    into[end] = 'Z';
    return end + 1;
  }

  /// Where the time that begins at `from` ends, if it is one of the usual form.
  static int end(byte[] text, int from) {
    return from + (text[from + SECONDS_END] == 'Z' ? SECONDS_END + 1 : USUAL_LENGTH);
  }

  /// Reads from bytes what [#write] writes; throws `DateTimeException` on anything else.
  static Instant read(byte[] text, int from, int to) {
    int last = to - 1;
    int fraction = last - from - SECONDS_END;
    requireUsual(fraction == 0 || fraction == MILLIS);
    requireUsual(text[from + 4] == '-' && text[from + 7] == '-' && text[from + 10] == 'T');
    requireUsual(text[from + 13] == ':' && text[from + 16] == ':' && text[last] == 'Z');
    requireUsual(fraction == 0 || text[from + SECONDS_END] == '.');
    int hour = digits(text, from + 11, 2);
    int minute = digits(text, from + 14, 2);
    int second = digits(text, from + 17, 2);
    requireUsual(hour <= 23 && minute <= 59 && second <= 59);
    LocalDate date =
        LocalDate.of(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2));
    long seconds = date.toEpochDay() * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second;
    int millis = fraction == 0 ? 0 : digits(text, from + SECONDS_END + 1, 3);
    return Instant.ofEpochSecond(seconds, (long) millis * NANOS_PER_MILLI);
  }

  private static int digits(byte[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text[i] - '0';
      requireUsual(digit >= 0 && digit <= 9);
      number = 10 * number + digit;
    }
    return number;
  }

  private static void requireUsual(boolean isUsual) {
    if (!isUsual) {
      throw new DateTimeException("not of the usual form");
    }
  }

  /// Reads what `Instant.parse` reads; throws `DateTimeException` on any other text.
  public static Instant parse(String text) {
    if (!isUsual(text)) {
      return Instant.parse(text);
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
    long seconds = date.toEpochDay() * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second;
    return Instant.ofEpochSecond(seconds, nanos(text));
  }

  /// Whether a text looks like `2018-06-01T10:00:00Z`, with or without a fraction of the second.
  public static boolean isUsual(String text) {
    int last = text.length() - 1;
    if (last < SECONDS_END || last > SECONDS_END + 10 || text.charAt(last) != 'Z') {
      return false;
    }
    boolean separators =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && (last == SECONDS_END || (text.charAt(SECONDS_END) == '.' && last > SECONDS_END + 1));
    return separators && onlyDigitsBetween(text, last);
  }

  private static boolean onlyDigitsBetween(String text, int end) {
    for (int i = 0; i < end; i++) {
      boolean separator = i == 4 || i == 7 || i == 10 || i == 13 || i == 16 || i == SECONDS_END;
      if (!separator && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return false;
      }
    }
    return true;
  }

  private static int nanos(String text) {
    int nanos = 0;
    for (int i = SECONDS_END + 1; i <= SECONDS_END + 9; i++) {
      nanos = nanos * 10 + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
    }
    return nanos;
  }

  private static void write(byte[] into, int at, int digits, int number, char before) {
    into[at - 1] = (byte) before;
    write(into, at, digits, number);
  }

  private static void write(byte[] into, int at, int digits, int number) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
