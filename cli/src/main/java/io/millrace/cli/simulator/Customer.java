package io.millrace.cli.simulator;

import java.util.random.RandomGenerator;

/// How one customer spends: where, how often and how much.
///
/// Invariant: the profile never changes; all that varies is drawn from the random source given.
final class Customer {
  private static final double SECONDS_PER_DAY = 86_400;
  private static final double TIME_DEVIATION = 20_000;

  private final int id;
  private final double meanAmount;
  private final double meanPerDay;
  private final int[] terminals;

  Customer(int id, double meanAmount, double meanPerDay, int[] terminals) {
    this.id = id;
    this.meanAmount = meanAmount;
    this.meanPerDay = meanPerDay;
    this.terminals = terminals;
  }

  int id() {
    return id;
  }

  /// Whether there is any terminal within reach.
  boolean buys() {
    return terminals.length > 0;
  }

  /// How many purchases the customer tries on one day: Poisson distributed (Knuth's method).
  int purchases(RandomGenerator random) {
    double limit = Math.exp(-meanPerDay);
    int purchases = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      purchases++;
    }
    return buys() ? purchases : 0;
  }

  /// The second of the day: normal around noon; outside 1..86,399 the purchase does not happen.
  static int second(RandomGenerator random) {
    return (int) random.nextGaussian(SECONDS_PER_DAY / 2, TIME_DEVIATION);
  }

  long cents(RandomGenerator random) {
    double amount = random.nextGaussian(meanAmount, meanAmount / 2);
    return Math.round(100 * (amount < 0 ? random.nextDouble(0, 2 * meanAmount) : amount));
  }

  int terminal(RandomGenerator random) {
    return terminals[random.nextInt(terminals.length)];
  }
}
