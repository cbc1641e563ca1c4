package io.millrace.cli.simulator;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What fraudsters hold on each day: terminals for four weeks, customers' cards for two.
///
/// Every day's choice follows from the seed and the day alone, so nothing needs to be remembered.
final class Compromises {
  private static final int TERMINALS_PER_DAY = 2;
  private static final int TERMINAL_DAYS = 28;
  private static final int CUSTOMERS_PER_DAY = 3;
  private static final int CUSTOMER_DAYS = 14;

  private final CardWorld world;

  Compromises(CardWorld world) {
    this.world = world;
  }

  Set<Integer> terminalsOn(int day) {
    return chosen(day, TERMINAL_DAYS, TERMINALS_PER_DAY, world.terminals(), Draw.TERMINALS);
  }

  Set<Integer> customersOn(int day) {
    return chosen(day, CUSTOMER_DAYS, CUSTOMERS_PER_DAY, world.customers(), Draw.CUSTOMERS);
  }

  private Set<Integer> chosen(int day, int days, int perDay, int among, Draw draw) {
    Set<Integer> chosen = new HashSet<>();
    for (int from = Math.max(0, day - days + 1); from <= day; from++) {
      RandomGenerator random = draw.random(world.seed(), from);
      random.ints(0, among).distinct().limit(Math.min(perDay, among)).forEach(chosen::add);
    }
    return chosen;
  }
}
