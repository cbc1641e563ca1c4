package io.millrace.cli.simulator;

import io.millrace.cli.simulator.Transaction.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Card transactions without end, in the order of time: the same for the same world, always.
///
/// After the description of the "transaction data simulator" in *Reproducible Machine Learning for
/// Credit Card Fraud Detection* (Le Borgne, Siblini, Lebichot, Bontempi, 2022). Of each day's
/// transactions those above 220 are frauds; so are all at a terminal that was compromised in the
/// last 28 days; and a third of those of a customer whose card was compromised in the last 14 days,
/// with five times the amount. It holds one day at a time.
///
/// From the day on which a world switches, none of that is a fraud any more: a third of the
/// transactions of a compromised customer are trials of the card, of a few coins and at night.
public final class CardSimulator implements Iterator<Transaction> {
  private static final long LARGE_CENTS = 220_00;
  private static final int STOLEN_FACTOR = 5;
  private static final double STOLEN_SHARE = 1.0 / 3;
  private static final long LEAST_TRIAL_CENTS = 1_00;
  private static final long MOST_TRIAL_CENTS = 5_00;
  private static final int SECONDS_PER_DAY = 86_400;

  /// Night ends at seven.
  private static final int SECONDS_PER_NIGHT = 7 * 3_600;

  private final CardWorld world;
  private final List<Customer> customers;
  private final Compromises compromises;
  private final Queue<Transaction> today = new ArrayDeque<>();
  private int day;
  private long id;

  public CardSimulator(CardWorld world) {
    this.world = world;
    this.customers = Population.of(world, Draw.POPULATION.random(world.seed(), 0));
    if (customers.stream().noneMatch(Customer::buys)) {
      throw new IllegalArgumentException(
          "no customer reaches any of the %d terminals: simulate more of them"
              .formatted(world.terminals()));
    }
    this.compromises = new Compromises(world);
  }

  /// Always true.
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Transaction next() {
    while (today.isEmpty()) {
      simulateDay();
    }
    return today.remove();
  }

  private void simulateDay() {
    LocalDate date = world.firstDay().plusDays(day);
    boolean hasSwitched = world.hasSwitched(date);
    Instant midnight = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    RandomGenerator random = Draw.PURCHASES.random(world.seed(), day);
    Set<Integer> terminals = compromises.terminalsOn(day);
    Set<Integer> stolen = compromises.customersOn(day);
    List<Purchase> purchases = new ArrayList<>();
    for (Customer customer : customers) {
      for (int tries = customer.purchases(random); tries > 0; tries--) {
        Purchase purchase = Purchase.by(customer, random);
        if (purchase.second() > 0 && purchase.second() < SECONDS_PER_DAY) {
          purchases.add(
              hasSwitched
                  ? purchase.tried(stolen, random)
                  : purchase.judged(terminals, stolen, random));
        }
      }
    }
    purchases.sort(Comparator.comparingInt(Purchase::second));
    for (Purchase purchase : purchases) {
      today.add(purchase.at(midnight, id++));
    }
    day++;
  }

  /// A transaction before its place in time is known.
  private record Purchase(int second, int customer, int terminal, long cents, Scenario scenario) {

    static Purchase by(Customer customer, RandomGenerator random) {
      return new Purchase(
          Customer.second(random),
          customer.id(),
          customer.terminal(random),
          customer.cents(random),
          Scenario.GENUINE);
    }

    /// Where several scenarios apply, the last one names the fraud.
    Purchase judged(Set<Integer> terminals, Set<Integer> stolen, RandomGenerator random) {
      if (stolen.contains(customer) && random.nextDouble() < STOLEN_SHARE) {
        return as(cents * STOLEN_FACTOR, Scenario.COMPROMISED_CUSTOMER);
      }
      if (terminals.contains(terminal)) {
        return as(cents, Scenario.COMPROMISED_TERMINAL);
      }
      return as(cents, cents > LARGE_CENTS ? Scenario.LARGE_AMOUNT : Scenario.GENUINE);
    }

    /// What becomes of it once fraudsters try cards before they sell them.
    Purchase tried(Set<Integer> stolen, RandomGenerator random) {
      if (stolen.contains(customer) && random.nextDouble() < STOLEN_SHARE) {
        int night = random.nextInt(1, SECONDS_PER_NIGHT);
        long trial = random.nextLong(LEAST_TRIAL_CENTS, MOST_TRIAL_CENTS + 1);
        return new Purchase(night, customer, terminal, trial, Scenario.CARD_TRIAL);
      }
      return this;
    }

    private Purchase as(long newCents, Scenario newScenario) {
      return new Purchase(second, customer, terminal, newCents, newScenario);
    }

    Transaction at(Instant midnight, long id) {
      return new Transaction(id, midnight.plusSeconds(second), customer, terminal, cents, scenario);
    }
  }
}
