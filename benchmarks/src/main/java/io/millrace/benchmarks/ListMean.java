package io.millrace.benchmarks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// A plain list in the heap of all that is in the window, gone through for each answer.
///
/// As cheap as a list can be: nothing is decoded, and of a changelog it has no more than each event
/// once, as two numbers.
final class ListMean implements MovingMean {
  private static final int ROW_BYTES = Long.BYTES + Double.BYTES;

  private final long length;
  private final Deque<Row> rows = new ArrayDeque<>();
  private long logged;

  ListMean(Duration window) {
    this.length = window.toMillis();
  }

  private record Row(long time, double number) {}

  @Override
  public void add(long time, double number) {
    rows.add(new Row(time, number));
    while (rows.getFirst().time() <= time - length) {
      rows.removeFirst();
    }
    logged += ROW_BYTES;
  }

  @Override
  public Answer ask(long time, double number) {
    add(time, number);
    double sum = 0;
    for (Row row : rows) {
      sum += row.number();
    }
    return new Answer(rows.size(), sum / rows.size());
  }

  @Override
  public long stateBytes() {
    return (long) rows.size() * ROW_BYTES;
  }

  @Override
  public long changelogBytes() {
    long bytes = logged;
    logged = 0;
    return bytes;
  }
}
