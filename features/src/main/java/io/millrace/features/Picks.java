package io.millrace.features;

/// The aggregations that pick one event.
final class Picks {
  private static final double MILLIS_PER_SECOND = 1000;

  private Picks() {}

  /// The lowest number of a column (sign -1) or the highest (sign 1).
  static final class Extreme implements Accumulator {
    private final int column;
    private final int sign;
    private double extreme;

    Extreme(int column, int sign) {
      this.column = column;
      this.sign = sign;
    }

    @Override
    public void start() {
      extreme = Double.NaN;
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        double number = chunk.number(Long.numberOfTrailingZeros(rest), column);
        if (Double.isNaN(extreme) || sign * number > sign * extreme) {
          extreme = number;
        }
      }
    }

    @Override
    public double value() {
      return extreme;
    }
  }

  /// The number that the earliest event (sign -1) or the latest (sign 1) has in a column.
  ///
  /// Of events at the same time the one that came first is the earlier.
  static final class Edge implements Accumulator {
    private final int column;
    private final int sign;
    private double value;
    private long time;
    private long offset;

    Edge(int column, int sign) {
      this.column = column;
      this.sign = sign;
    }

    @Override
    public void start() {
      value = Double.NaN;
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        int row = Long.numberOfTrailingZeros(rest);
        double number = chunk.number(row, column);
        if (!Double.isNaN(number) && (Double.isNaN(value) || isFurther(chunk, row))) {
          value = number;
          time = chunk.time(row);
          offset = chunk.offset(row);
        }
      }
    }

    private boolean isFurther(Chunk chunk, int row) {
      int byTime = Long.compare(chunk.time(row), time);
      int order = byTime != 0 ? byTime : Long.compare(chunk.offset(row), offset);
      return sign * order > 0;
    }

    @Override
    public double value() {
      return value;
    }
  }

  /// Seconds from the latest event other than the one that asks.
  static final class SinceLast implements Accumulator {
    private double seconds;

    @Override
    public void start() {
      seconds = Double.NaN;
    }

    @Override
    public void add(Chunk chunk, long rows, Query query) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        int row = Long.numberOfTrailingZeros(rest);
        double since = (query.time() - chunk.time(row)) / MILLIS_PER_SECOND;
        if (chunk.offset(row) != query.self() && !(since >= seconds)) {
          seconds = since;
        }
      }
    }

    @Override
    public double value() {
      return seconds;
    }
  }
}
