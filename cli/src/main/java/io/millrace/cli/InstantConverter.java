package io.millrace.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Times: `2026-11-22T10:00:00Z`, with any offset, or a day in UTC, which stands for its beginning.
final class InstantConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    try {
      return text.length() <= "2026-11-22".length()
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'%s' is no time: write one such as 2026-11-22T10:00:00Z, or a day such as 2026-11-22"
              .formatted(text));
    }
  }

  /// Days, in UTC.
  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'%s' is no day: write one such as 2026-11-22".formatted(text));
    }
  }
}
