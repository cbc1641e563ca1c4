package io.millrace.cli;

import io.millrace.cli.simulator.Reports;
import io.millrace.cli.simulator.Transaction;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who reports simulated transactions in a table, and how far that is wrong.
final class ReportOptions {

  @Option(
      names = "--wrong-reports",
      paramLabel = "SHARE",
      description = {
        "Add the column reported_by to the file: bank or desk, one half each.",
        "This share of what the desk reports is the contrary of the truth: 0 to 1."
      })
  private @Nullable Double wrong;

  @Option(
      names = "--wrong-from",
      paramLabel = "DAY",
      description = "The first day on which it is (default: the first day of all).")
  private @Nullable LocalDate from;

  /// What is wrong with them, or null.
  @Nullable String problem() {
    if (wrong == null) {
      return from == null ? null : "--wrong-from DAY needs --wrong-reports SHARE";
    }
    return wrong >= 0 && wrong <= 1
        ? null
        : "--wrong-reports is a share from 0 to 1, not %s: 0.3 is 30%%".formatted(wrong);
  }

  boolean asked() {
    return wrong != null;
  }

  /// The table that is asked for.
  Table table(SimulationOptions simulation) {
    if (wrong == null) {
      return new Table(Transaction.COLUMNS, Transaction::values);
    }
    Reports reports = simulation.reports(wrong, from);
    return new Table(Reports.columns(), reports::values);
  }

  /// @param values of a transaction in these columns
  record Table(List<String> columns, Function<Transaction, List<String>> values) {
    Table {
      columns = List.copyOf(columns);
    }
  }
}
