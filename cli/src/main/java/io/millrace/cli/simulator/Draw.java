package io.millrace.cli.simulator;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What is drawn at random. Each has random sources of its own, one for each day, so that a day is
/// the same however the simulation got there.
enum Draw {
  POPULATION(1),
  PURCHASES(2),
  TERMINALS(3),
  CUSTOMERS(4);

  private final int number;

  Draw(int number) {
    this.number = number;
  }

  RandomGenerator random(long seed, int day) {
    long bits = new SplittableRandom(seed).nextLong() + number;
    return new SplittableRandom(new SplittableRandom(bits).nextLong() + day);
  }
}
