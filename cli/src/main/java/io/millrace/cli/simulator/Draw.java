package io.millrace.cli.simulator;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What is drawn at random. Each has random sources of its own, one for each day, or for each
/// transaction, so that it is the same however the simulation got there.
enum Draw {
  POPULATION(1),
  PURCHASES(2),
  TERMINALS(3),
  CUSTOMERS(4),
  REPORTS(5);

  private final int number;

  Draw(int number) {
    this.number = number;
  }

  /// @param of which day or transaction
  RandomGenerator random(long seed, long of) {
    long bits = new SplittableRandom(seed).nextLong() + number;
    return new SplittableRandom(new SplittableRandom(bits).nextLong() + of);
  }
}
