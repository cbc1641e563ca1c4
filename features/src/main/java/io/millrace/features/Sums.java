package io.millrace.features;

import java.nio.ByteBuffer;

/// What rests on exact sums of a column.
final class Sums {

  private Sums() {}

  /// The sum of a column, and of how many numbers.
  static final class Total implements Slot {
    private final int column;
    private final ExactSum sum = new ExactSum();
    private long count;

    Total(int column) {
      this.column = column;
    }

    @Override
    public void start() {
      sum.clear();
      count = 0;
    }

    @Override
    public void add(Chunk chunk, long rows, long time) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        double number = chunk.number(Long.numberOfTrailingZeros(rest), column);
        if (!Double.isNaN(number)) {
          sum.add(number);
          count++;
        }
      }
    }

    @Override
    public void merge(ByteBuffer in) {
      count += in.getLong();
      sum.merge(in);
    }

    @Override
    public void skip(ByteBuffer in) {
      in.getLong();
      ExactSum.skip(in);
    }

    @Override
    public void write(ByteBuffer out) {
      out.putLong(count);
      sum.write(out);
    }

    @Override
    public int maxBytes() {
      return Long.BYTES + ExactSum.MAX_BYTES;
    }

    /// The sum, rounded once; beyond the doubles it is infinite.
    double sum() {
      return sum.rounded();
    }

    /// The sum, rounded once, divided by how many numbers there are.
    double mean() {
      return count == 0 ? Double.NaN : sum.mean(count);
    }

    /// The standard deviation of the population, from the squares of the same numbers.
    double deviation(Squares squares) {
      return count == 0 ? Double.NaN : ExactSum.standardDeviation(sum, squares.sum, count);
    }
  }

  /// The sum of the squares of a column.
  static final class Squares implements Slot {
    private final int column;
    private final ExactSum sum = new ExactSum();

    Squares(int column) {
      this.column = column;
    }

    @Override
    public void start() {
      sum.clear();
    }

    @Override
    public void add(Chunk chunk, long rows, long time) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        double number = chunk.number(Long.numberOfTrailingZeros(rest), column);
        if (!Double.isNaN(number)) {
          sum.addSquare(number);
        }
      }
    }

    @Override
    public void merge(ByteBuffer in) {
      sum.merge(in);
    }

    @Override
    public void skip(ByteBuffer in) {
      ExactSum.skip(in);
    }

    @Override
    public void write(ByteBuffer out) {
      sum.write(out);
    }

    @Override
    public int maxBytes() {
      return ExactSum.MAX_BYTES;
    }
  }
}
