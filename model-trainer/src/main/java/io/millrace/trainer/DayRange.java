package io.millrace.trainer;

import java.time.LocalDate;

/// Whole days, UTC, the first and the last included.
public record DayRange(LocalDate from, LocalDate to) {

  public DayRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "the days %s to %s run backwards: the first day comes first".formatted(from, to));
    }
  }

  boolean contains(int epochDay) {
    return from.toEpochDay() <= epochDay && epochDay <= to.toEpochDay();
  }

  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : from + " to " + to;
  }
}
