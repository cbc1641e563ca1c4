package io.millrace.cli.simulator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What the simulator simulates: its sizes, its first day, the seed that everything follows from,
/// and when fraudsters change their ways.
///
/// @param customers 5,000 in the published data
/// @param terminals 10,000 in the published data
/// @param switchDay the first day of the other frauds; absent where they never come, as in the
///   published data
public record CardWorld(
    int customers, int terminals, LocalDate firstDay, long seed, @Nullable LocalDate switchDay) {

  public CardWorld {
    if (customers < 1 || terminals < 1) {
      throw new IllegalArgumentException(
          "a simulation needs at least one customer and one terminal, not %d and %d"
              .formatted(customers, terminals));
    }
  }

  /// One in which fraudsters never change their ways.
  public CardWorld(int customers, int terminals, LocalDate firstDay, long seed) {
    this(customers, terminals, firstDay, seed, null);
  }

  /// The sizes and the first day of the published data.
  public static CardWorld published(long seed) {
    return new CardWorld(5_000, 10_000, LocalDate.of(2018, 4, 1), seed);
  }

  /// The same with other frauds from a day on; what is genuine stays as it is.
  ///
  /// @param day absent for never
  public CardWorld switchingOn(@Nullable LocalDate day) {
    return new CardWorld(customers, terminals, firstDay, seed, day);
  }

  boolean hasSwitched(LocalDate day) {
    return switchDay != null && !day.isBefore(switchDay);
  }
}
