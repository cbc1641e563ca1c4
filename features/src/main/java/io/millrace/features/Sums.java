package io.millrace.features;

/// The aggregations that rest on exact sums of a column.
final class Sums {

  private Sums() {}

  /// The sum, rounded once.
  static final class Sum implements Accumulator {
    private final int column;
    private final ExactSum sum = new ExactSum();

    Sum(int column) {
      this.column = column;
    }

    @Override
    public void start() {
      sum.clear();
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      addAll(chunk, rows, column, sum);
    }

    @Override
    public double value() {
      return sum.rounded();
    }
  }

  /// The sum, rounded once, divided by how many there are.
  static final class Mean implements Accumulator {
    private final int column;
    private final ExactSum sum = new ExactSum();
    private long count;

    Mean(int column) {
      this.column = column;
    }

    @Override
    public void start() {
      sum.clear();
      count = 0;
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      count += addAll(chunk, rows, column, sum);
    }

    @Override
    public double value() {
      return count == 0 ? Double.NaN : sum.mean(count);
    }
  }

  /// The standard deviation of the population.
  static final class Deviation implements Accumulator {
    private final int column;
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;

    Deviation(int column) {
      this.column = column;
    }

    @Override
    public void start() {
      sum.clear();
      squares.clear();
      count = 0;
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      count += addAll(chunk, rows, column, sum);
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        double number = chunk.number(Long.numberOfTrailingZeros(rest), column);
        if (!Double.isNaN(number)) {
          squares.addSquare(number);
        }
      }
    }

    @Override
    public double value() {
      return count == 0 ? Double.NaN : ExactSum.standardDeviation(sum, squares, count);
    }
  }

  /// Adds the numbers of a column and says how many there were.
  private static int addAll(Chunk chunk, long rows, int column, ExactSum sum) {
    int count = 0;
    for (long rest = rows; rest != 0; rest &= rest - 1) {
      double number = chunk.number(Long.numberOfTrailingZeros(rest), column);
      if (!Double.isNaN(number)) {
        sum.add(number);
        count++;
      }
    }
    return count;
  }
}
