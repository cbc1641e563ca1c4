package io.millrace.cli.simulator;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Who says of each transaction whether it was a fraud: the bank of one half, the desk of the
/// other. From a day on the desk says of a share of its transactions the contrary of the truth.
///
/// Who reports what, and where it is wrong, follows from the seed and the transaction alone.
///
/// @param wrong the share, from 0 to 1
/// @param from the first day on which the desk is wrong
public record Reports(double wrong, LocalDate from, long seed) {
  private static final String BANK = "bank";
  private static final String DESK = "desk";
  private static final int LABEL = Transaction.COLUMNS.indexOf("fraud");

  public Reports {
    if (!(wrong >= 0 && wrong <= 1)) {
      throw new IllegalArgumentException(
          "a share of wrong reports is from 0 to 1, not %s: 0.3 is 30%%".formatted(wrong));
    }
  }

  /// The columns of a table of transactions that says who reports them.
  public static List<String> columns() {
    return with(Transaction.COLUMNS, "reported_by");
  }

  /// What the table holds in its columns: the label as it is reported; the scenario is the truth.
  public List<String> values(Transaction transaction) {
    RandomGenerator random = Draw.REPORTS.random(seed, transaction.id());
    boolean isByDesk = random.nextBoolean();
    List<String> values = with(transaction.values(), isByDesk ? DESK : BANK);
    boolean isWrong = isByDesk && hasBegun(transaction) && random.nextDouble() < wrong;
    values.set(LABEL, transaction.fraud() == isWrong ? "0" : "1");
    return List.copyOf(values);
  }

  private boolean hasBegun(Transaction transaction) {
    return !transaction.time().atZone(ZoneOffset.UTC).toLocalDate().isBefore(from);
  }

  private static List<String> with(List<String> values, String last) {
    List<String> all = new ArrayList<>(values);
    all.add(last);
    return all;
  }
}
