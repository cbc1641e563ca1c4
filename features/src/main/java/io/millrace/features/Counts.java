package io.millrace.features;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/// What can be counted.
final class Counts {

  /// A distinct count never says more than this.
  static final int MOST_DISTINCT = 256;

  private Counts() {}

  /// How many events there are.
  static final class Events implements Slot {
    private long count;

    @Override
    public void start() {
      count = 0;
    }

    @Override
    public void add(Chunk chunk, long rows, long time) {
      count += Long.bitCount(rows);
    }

    @Override
    public void merge(ByteBuffer in) {
      count += in.getLong();
    }

    @Override
    public void skip(ByteBuffer in) {
      in.getLong();
    }

    @Override
    public void write(ByteBuffer out) {
      out.putLong(count);
    }

    @Override
    public int maxBytes() {
      return Long.BYTES;
    }

    double count() {
      return count;
    }
  }

  /// How many events there are, and how many of them have a positive label.
  static final class Positives implements Slot {
    private long count;
    private long positives;

    @Override
    public void start() {
      count = 0;
      positives = 0;
    }

    @Override
    public void add(Chunk chunk, long rows, long time) {
      count += Long.bitCount(rows);
      if (chunk.hasLabels()) {
        positives += Long.bitCount(rows & chunk.positives(time));
      }
    }

    @Override
    public void merge(ByteBuffer in) {
      count += in.getLong();
      positives += in.getLong();
    }

    @Override
    public void skip(ByteBuffer in) {
      in.position(in.position() + maxBytes());
    }

    @Override
    public void write(ByteBuffer out) {
      out.putLong(count).putLong(positives);
    }

    @Override
    public int maxBytes() {
      return 2 * Long.BYTES;
    }

    double share() {
      return count == 0 ? Double.NaN : (double) positives / count;
    }
  }

  /// How many different values a column has, up to [#MOST_DISTINCT]; an absent one is none.
  static final class Distinct implements Slot {
    private final int column;
    private final Set<Long> values = new HashSet<>();

    Distinct(int column) {
      this.column = column;
    }

    @Override
    public void start() {
      values.clear();
    }

    @Override
    public void add(Chunk chunk, long rows, long time) {
      for (long rest = rows; rest != 0; rest &= rest - 1) {
        long value = chunk.bits(Long.numberOfTrailingZeros(rest), column);
        if (value != Layout.ABSENT) {
          add(value);
        }
      }
    }

    @Override
    public void merge(ByteBuffer in) {
      for (int left = in.getInt(); left > 0; left--) {
        add(in.getLong());
      }
    }

    @Override
    public void skip(ByteBuffer in) {
      int count = in.getInt();
      in.position(in.position() + count * Long.BYTES);
    }

    @Override
    public void write(ByteBuffer out) {
      out.putInt(values.size());
      values.stream().sorted().forEach(out::putLong);
    }

    @Override
    public int maxBytes() {
      return Integer.BYTES + MOST_DISTINCT * Long.BYTES;
    }

    double count() {
      return values.size();
    }

    private void add(long value) {
      if (values.size() < MOST_DISTINCT) {
        values.add(value);
      }
    }
  }
}
