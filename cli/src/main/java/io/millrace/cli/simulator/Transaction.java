package io.millrace.cli.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// One simulated card transaction.
///
/// @param id 0, 1, 2 and so on in the order of time
/// @param time to the second
/// @param cents the amount: two decimals, no currency
/// @param scenario why it is a fraud, or that it is none
public record Transaction(
    long id, Instant time, int customer, int terminal, long cents, Scenario scenario) {

  /// What stands behind a transaction, with its number in the table.
  public enum Scenario {
    GENUINE(0),
    LARGE_AMOUNT(1),
    COMPROMISED_TERMINAL(2),
    COMPROMISED_CUSTOMER(3),
    /// Not in the published data.
    CARD_TRIAL(4);

    private final int number;

    Scenario(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }

  /// The columns of a table of transactions, as in the published data.
  public static final List<String> COLUMNS =
      List.of("tx_id", "event_time", "customer_id", "terminal_id", "amount", "fraud", "scenario");

  public Transaction {
    if (id < 0 || cents < 0) {
      throw new IllegalArgumentException(
          "a transaction has no negative id or amount: id %d, %d cents".formatted(id, cents));
    }
  }

  public boolean fraud() {
    return scenario != Scenario.GENUINE;
  }

  /// What the table holds in its columns.
  public List<String> values() {
    return List.of(
        Long.toString(id),
        time.toString(),
        Integer.toString(customer),
        Integer.toString(terminal),
        BigDecimal.valueOf(cents, 2).toString(),
        fraud() ? "1" : "0",
        Integer.toString(scenario.number()));
  }
}
