package io.millrace.features;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The columns of a chunk, by the definition of what they hold, such as `number:amount`.
///
/// Every chunk begins with its layout, so that a pipeline with other features reads what an earlier
/// one wrote. Invariant: two layouts are equal exactly if their headers are.
final class Layout {
  /// The bits of a column of which nothing is known.
  static final long ABSENT = Double.doubleToRawLongBits(Double.NaN);

  private final List<String> columns;
  private final byte[] header;
  private final int[] identity;

  /// @param columns each of 64 bits; those of a NaN stand for none
  Layout(List<String> columns) {
    this.columns = List.copyOf(columns);
    this.header = header(this.columns);
    this.identity = positions(this.columns, this.columns);
  }

  /// The layout that stands in a value from an index on.
  static Layout at(byte[] value, int from) {
    ByteBuffer in = ByteBuffer.wrap(value);
    in.position(from + Integer.BYTES);
    List<String> columns = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      byte[] column = new byte[in.getInt()];
      in.get(column);
      columns.add(new String(column, StandardCharsets.UTF_8));
    }
    return new Layout(columns);
  }

  boolean standsIn(byte[] value, int from) {
    int to = from + header.length;
    return to <= value.length && Arrays.equals(value, from, to, header, 0, header.length);
  }

  byte[] header() {
    return header;
  }

  List<String> columns() {
    return columns;
  }

  /// The columns of a row of which nothing is known.
  long[] absent() {
    long[] absent = new long[columns.size()];
    Arrays.fill(absent, ABSENT);
    return absent;
  }

  /// Where this layout has the columns of another; -1 for one that it lacks.
  int[] positionsOf(Layout other) {
    return other == this ? identity : positions(columns, other.columns);
  }

  boolean covers(Layout other) {
    return other == this || columns.containsAll(other.columns);
  }

  /// The columns of both.
  Layout and(Layout other) {
    Set<String> all = new LinkedHashSet<>(columns);
    all.addAll(other.columns);
    return new Layout(List.copyOf(all));
  }

  private static int[] positions(List<String> columns, List<String> others) {
    int[] positions = new int[others.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = columns.indexOf(others.get(i));
    }
    return positions;
  }

  private static byte[] header(List<String> columns) {
    List<byte[]> names = columns.stream().map(c -> c.getBytes(StandardCharsets.UTF_8)).toList();
    int length =
        2 * Integer.BYTES + names.stream().mapToInt(name -> Integer.BYTES + name.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length).putInt(length).putInt(names.size());
    names.forEach(name -> out.putInt(name.length).put(name));
    return out.array();
  }
}
