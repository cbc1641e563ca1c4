package io.millrace.cli.simulator;

import java.time.LocalDate;

/// What the simulator simulates: its sizes, its first day, and the seed that everything follows
/// from.
///
/// @param customers 5,000 in the published data
/// @param terminals 10,000 in the published data
public record CardWorld(int customers, int terminals, LocalDate firstDay, long seed) {

  public CardWorld {
    if (customers < 1 || terminals < 1) {
      throw new IllegalArgumentException(
          "a simulation needs at least one customer and one terminal, not %d and %d"
              .formatted(customers, terminals));
    }
  }

  /// The sizes and the first day of the published data.
  public static CardWorld published(long seed) {
    return new CardWorld(5_000, 10_000, LocalDate.of(2018, 4, 1), seed);
  }
}
