package io.millrace.cli.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.cli.simulator.Transaction.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CardSimulatorTest {
  private static final Instant START = Instant.parse("2018-04-01T00:00:00Z");
  private static final CardWorld SMALL = new CardWorld(200, 1_000, LocalDate.of(2018, 4, 1), 7);

  @Test
  void makesTheSameTransactionsFromTheSameSeed() {
    List<Transaction> once = first(5_000, SMALL);
    List<Transaction> again = first(5_000, SMALL);

    assertThat(again).isEqualTo(once);
  }

  @Test
  void makesOtherTransactionsFromAnotherSeed() {
    List<Transaction> some = first(100, SMALL);
    List<Transaction> others = first(100, new CardWorld(200, 1_000, SMALL.firstDay(), 8));

    assertThat(others).isNotEqualTo(some);
  }

  @Test
  void numbersTransactionsInTheOrderOfTime() {
    List<Transaction> transactions = first(20_000, SMALL);

    assertThat(transactions).extracting(Transaction::time).isSorted();
    assertThat(transactions)
        .extracting(Transaction::id)
        .containsExactlyElementsOf(LongStream.range(0, 20_000).boxed().toList());
    assertThat(transactions.getFirst().time()).isBetween(START, START.plus(Duration.ofDays(1)));
  }

  @Test
  void makesAsManyTransactionsADayAsTheDescriptionSays() {
    int days = 40;

    long perDay = days(days, CardWorld.published(1)).count() / days;

    double expected = 5_000 * 2 * 0.969;
    assertThat((double) perDay).isCloseTo(expected, within(0.03 * expected));
  }

  @Test
  void calls220AndMoreAFraudAlways() {
    List<Transaction> transactions = days(20, CardWorld.published(2)).toList();

    assertThat(transactions)
        .filteredOn(transaction -> transaction.cents() > 220_00)
        .isNotEmpty()
        .allMatch(Transaction::fraud);
    assertThat(transactions)
        .filteredOn(transaction -> transaction.scenario() == Scenario.LARGE_AMOUNT)
        .allMatch(transaction -> transaction.cents() > 220_00);
  }

  @Test
  void keepsTheSharesOfTheScenarios() {
    int days = 60;

    List<Transaction> settled =
        days(days, CardWorld.published(3))
            .filter(transaction -> !transaction.time().isBefore(START.plus(Duration.ofDays(28))))
            .toList();

    double perDay = 1.0 / (days - 28);
    assertThat(count(settled, Scenario.LARGE_AMOUNT) * perDay).isBetween(2.0, 10.0);
    assertThat(count(settled, Scenario.COMPROMISED_TERMINAL) * perDay).isBetween(40.0, 70.0);
    assertThat(count(settled, Scenario.COMPROMISED_CUSTOMER) * perDay).isBetween(20.0, 36.0);
  }

  @Test
  void makesFraudsOfEverythingAtACompromisedTerminalForFourWeeks() {
    CardWorld world = new CardWorld(500, 1_000, LocalDate.of(2018, 4, 1), 4);
    Compromises compromises = new Compromises(world);
    Set<Integer> firstDay = compromises.terminalsOn(0);
    List<Transaction> transactions = days(40, world).toList();

    List<Transaction> there =
        transactions.stream().filter(t -> firstDay.contains(t.terminal())).toList();

    assertThat(firstDay).hasSize(2);
    assertThat(compromises.terminalsOn(27)).containsAll(firstDay);
    assertThat(there).filteredOn(t -> day(t) < 28).isNotEmpty().allMatch(Transaction::fraud);
    assertThat(there).filteredOn(t -> day(t) >= 28).isNotEmpty().anyMatch(t -> !t.fraud());
  }

  @Test
  void stealsAThirdOfWhatACompromisedCustomerSpends() {
    CardWorld world = CardWorld.published(5);
    Compromises compromises = new Compromises(world);

    List<Transaction> ofStolen =
        days(40, world)
            .filter(t -> compromises.customersOn((int) day(t)).contains(t.customer()))
            .toList();

    double share = (double) count(ofStolen, Scenario.COMPROMISED_CUSTOMER) / ofStolen.size();
    assertThat(share).isCloseTo(1.0 / 3, within(0.04));
    assertThat(
            ofStolen.stream()
                .filter(t -> t.scenario() == Scenario.COMPROMISED_CUSTOMER)
                .map(t -> t.cents() % 5)
                .collect(Collectors.toSet()))
        .containsExactly(0L);
  }

  @Test
  void changesNothingBeforeTheDayOnWhichFraudsSwitch() {
    List<Transaction> before = days(10, SMALL).toList();

    List<Transaction> switching =
        days(10, SMALL.switchingOn(SMALL.firstDay().plusDays(10))).toList();

    assertThat(switching).isEqualTo(before);
  }

  @Test
  void makesFraudsOfNothingButTrialsOfACardOnceTheySwitch() {
    CardWorld world = CardWorld.published(6).switchingOn(LocalDate.of(2018, 4, 11));

    List<Transaction> switched = days(20, world).filter(t -> day(t) >= 10).toList();

    assertThat(switched).extracting(Transaction::time).isSorted();
    assertThat(switched)
        .filteredOn(Transaction::fraud)
        .hasSizeGreaterThan(100)
        .allMatch(t -> t.scenario() == Scenario.CARD_TRIAL)
        .allMatch(t -> t.cents() >= 1_00 && t.cents() <= 5_00)
        .allMatch(t -> t.time().atZone(ZoneOffset.UTC).getHour() < 7);
    assertThat(switched).filteredOn(t -> t.cents() > 220_00).isNotEmpty();
  }

  @Test
  void refusesAWorldInWhichNobodyCanBuy() {
    CardWorld world = new CardWorld(1, 1, LocalDate.of(2018, 4, 1), 1);

    assertThatThrownBy(() -> new CardSimulator(world))
        .hasMessageContaining("no customer reaches any of the 1 terminals");
  }

  private static List<Transaction> first(int count, CardWorld world) {
    CardSimulator simulator = new CardSimulator(world);
    return Stream.generate(simulator::next).limit(count).toList();
  }

  private static Stream<Transaction> days(int days, CardWorld world) {
    CardSimulator simulator = new CardSimulator(world);
    return Stream.generate(simulator::next).takeWhile(t -> day(t) < days);
  }

  private static long day(Transaction transaction) {
    return Duration.between(START, transaction.time()).toDays();
  }

  private static long count(List<Transaction> transactions, Scenario scenario) {
    return transactions.stream().filter(t -> t.scenario() == scenario).count();
  }
}
