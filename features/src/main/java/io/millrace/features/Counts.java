package io.millrace.features;

import java.util.HashSet;
import java.util.Set;

/// The aggregations that count.
final class Counts {

  /// A distinct count never says more than this.
  static final int MOST_DISTINCT = 10_000;

  private Counts() {}

  /// How many events there are.
  static final class Events implements Accumulator {
    private long count;

    @Override
    public void start() {
      count = 0;
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      count += Long.bitCount(rows);
    }

    @Override
    public double value() {
      return count;
    }
  }

  /// The share of events whose label is positive.
  static final class PositiveShare implements Accumulator {
    private long count;
    private long positives;

    @Override
    public void start() {
      count = 0;
      positives = 0;
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      count += Long.bitCount(rows);
      positives += Long.bitCount(rows & chunk.positives(query));
    }

    @Override
    public double value() {
      return count == 0 ? Double.NaN : (double) positives / count;
    }
  }

  /// How many different texts a column has, up to [#MOST_DISTINCT].
  static final class Distinct implements Accumulator {
    private final int column;
    private final Set<String> texts = new HashSet<>();

    Distinct(int column) {
      this.column = column;
    }

    @Override
    public void start() {
      texts.clear();
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      for (long rest = rows; rest != 0 && texts.size() < MOST_DISTINCT; rest &= rest - 1) {
        String text = chunk.text(Long.numberOfTrailingZeros(rest), column);
        if (!text.isEmpty()) {
          texts.add(text);
        }
      }
    }

    @Override
    public double value() {
      return texts.size();
    }
  }
}
