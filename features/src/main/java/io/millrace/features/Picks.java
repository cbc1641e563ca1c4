package io.millrace.features;

import java.nio.ByteBuffer;

/// What is known by picking events.
final class Picks {
  private static final double MILLIS_PER_SECOND = 1000;

  private Picks() {}

  /// The lowest number of a column (sign -1) or the highest (sign 1).
  static final class Extreme implements Slot {
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
    public void add(Chunk chunk, long rows, long time) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        add(chunk.number(Long.numberOfTrailingZeros(rest), column));
      }
    }

    @Override
    public void merge(ByteBuffer in) {
      add(in.getDouble());
    }

    @Override
    public void skip(ByteBuffer in) {
      in.getDouble();
    }

    @Override
    public void write(ByteBuffer out) {
      out.putDouble(extreme);
    }

    @Override
    public int maxBytes() {
      return Double.BYTES;
    }

    /// NaN where there is none.
    double value() {
      return extreme;
    }

    private void add(double number) {
      if (Double.isNaN(extreme) || sign * number > sign * extreme) {
        extreme = number;
      }
    }
  }

  /// The number that the earliest event (sign -1) or the latest (sign 1) has in a column.
  ///
  /// Of events at the same time the one that came first is the earlier.
  static final class Edge implements Slot {
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
    public void add(Chunk chunk, long rows, long now) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        int row = Long.numberOfTrailingZeros(rest);
        add(chunk.number(row, column), chunk.time(row), chunk.offset(row));
      }
    }

    @Override
    public void merge(ByteBuffer in) {
      add(in.getDouble(), in.getLong(), in.getLong());
    }

    @Override
    public void skip(ByteBuffer in) {
      in.position(in.position() + maxBytes());
    }

    @Override
    public void write(ByteBuffer out) {
      out.putDouble(value).putLong(time).putLong(offset);
    }

    @Override
    public int maxBytes() {
      return Double.BYTES + 2 * Long.BYTES;
    }

    /// NaN where there is none.
    double value() {
      return value;
    }

    private void add(double number, long itsTime, long itsOffset) {
      if (!Double.isNaN(number) && (Double.isNaN(value) || isFurther(itsTime, itsOffset))) {
        value = number;
        time = itsTime;
        offset = itsOffset;
      }
    }

    private boolean isFurther(long itsTime, long itsOffset) {
      int byTime = Long.compare(itsTime, time);
      int order = byTime != 0 ? byTime : Long.compare(itsOffset, offset);
      return sign * order > 0;
    }
  }

  /// The two latest events: the one that asks may be among them.
  static final class Latest implements Slot {
    private static final long NONE = -1;

    private long time;
    private long offset;
    private long secondTime;
    private long secondOffset;

    @Override
    public void start() {
      offset = NONE;
      secondOffset = NONE;
    }

    @Override
    public void add(Chunk chunk, long rows, long now) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        int row = Long.numberOfTrailingZeros(rest);
        add(chunk.time(row), chunk.offset(row));
      }
    }

    @Override
    public void merge(ByteBuffer in) {
      add(in.getLong(), in.getLong());
      add(in.getLong(), in.getLong());
    }

    @Override
    public void skip(ByteBuffer in) {
      in.position(in.position() + maxBytes());
    }

    @Override
    public void write(ByteBuffer out) {
      out.putLong(time).putLong(offset).putLong(secondTime).putLong(secondOffset);
    }

    @Override
    public int maxBytes() {
      return 4 * Long.BYTES;
    }

    /// Seconds from the latest event other than the one that asks, NaN where there is none.
    double secondsUntil(Query query) {
      boolean asks = offset == query.self();
      long latest = asks ? secondOffset : offset;
      double since = (query.time() - (asks ? secondTime : time)) / MILLIS_PER_SECOND;
      return latest == NONE ? Double.NaN : since;
    }

    private void add(long itsTime, long itsOffset) {
      if (itsOffset == NONE) {
        return;
      }
      if (offset == NONE || itsTime > time) {
        secondTime = time;
        secondOffset = offset;
        time = itsTime;
        offset = itsOffset;
      } else if (secondOffset == NONE || itsTime > secondTime) {
        secondTime = itsTime;
        secondOffset = itsOffset;
      }
    }
  }
}
