package io.millrace.features;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Up to 64 rows of an entity's log, read where they lie: in the bytes of a stored value.
///
/// A chunk is its layout, the numbers of rows and labels, rows of equal width, labels of equal
/// width, and the ids that rows point to. The labels of a row stand in the order in which they
/// came. A set of rows is the bits of one `long`. Invariant: the bytes never change.
final class Chunk {
  static final int CAPACITY = Long.SIZE;

  private static final int LABEL_BYTES = Integer.BYTES + 2 * Long.BYTES + 1;
  private static final int TIME = Long.BYTES;
  private static final int HASH = 2 * Long.BYTES;
  private static final int ID = HASH + Integer.BYTES;
  private static final int KIND = ID + Integer.BYTES;
  private static final int COLUMNS = KIND + 1;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  final int rows;
  private final int labels;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final Layout layout;
  private final int rowsAt;
  private final int rowBytes;
  private final int[] positions;
  private final long newest;

  private Chunk(byte[] bytes, int from, int to, Layout layout, Layout asked) {
    this(bytes, from, to, layout, asked, null);
  }

  /// @param newest the time of its newest event, where it is known
  private Chunk(
      byte[] bytes, int from, int to, Layout layout, Layout asked, @Nullable Long newest) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.layout = layout;
    int counts = from + layout.header().length;
    this.rows = integer(counts);
    this.labels = integer(counts + Integer.BYTES);
    this.rowsAt = counts + 2 * Integer.BYTES;
    this.rowBytes = rowBytes(layout);
    this.positions = layout.positionsOf(asked);
    this.newest = newest == null ? newestOfRows() : newest;
  }

  /// The chunk in a range of a value, its columns numbered as in the layout `asked`.
  static Chunk of(byte[] value, int from, int to, Layout asked) {
    Layout layout = asked.standsIn(value, from) ? asked : Layout.at(value, from);
    return new Chunk(value, from, to, layout, asked);
  }

  /// A chunk without rows.
  static Chunk empty(Layout layout) {
    return of(List.of(), layout, layout);
  }

  /// A chunk of rows that have a layout, its columns numbered as in the layout `asked`.
  static Chunk of(List<Row> rows, Layout layout, Layout asked) {
    List<byte[]> ids = rows.stream().map(row -> row.id.getBytes(StandardCharsets.UTF_8)).toList();
    int labels = rows.stream().mapToInt(row -> row.labels.size()).sum();
    int idBytes = ids.stream().mapToInt(id -> Integer.BYTES + id.length).sum();
    int length =
        layout.header().length
            + 2 * Integer.BYTES
            + rows.size() * rowBytes(layout)
            + labels * LABEL_BYTES
            + idBytes;
    ByteBuffer out = ByteBuffer.allocate(length).put(layout.header());
    out.putInt(rows.size()).putInt(labels);
    int idAt = 0;
    for (int row = 0; row < rows.size(); row++) {
      putRow(out, rows.get(row), rows.get(row).columns, idAt);
      idAt += Integer.BYTES + ids.get(row).length;
    }
    for (int row = 0; row < rows.size(); row++) {
      for (Label label : rows.get(row).labels) {
        putLabel(out, row, label);
      }
    }
    ids.forEach(id -> out.putInt(id.length).put(id));
    return new Chunk(out.array(), 0, length, layout, asked);
  }

  /// With a row at its end, which has the layout `asked`.
  Chunk with(Row row, Layout asked) {
    if (!layout.covers(asked)) {
      Layout both = layout.and(asked);
      return of(rows(both), both, asked).with(row, asked);
    }
    byte[] id = row.id.getBytes(StandardCharsets.UTF_8);
    int length = length() + rowBytes + row.labels.size() * LABEL_BYTES + Integer.BYTES + id.length;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(layout.header()).putInt(rows + 1).putInt(labels + row.labels.size());
    out.put(bytes, rowsAt, rows * rowBytes);
    putRow(out, row, arranged(row.columns, asked.positionsOf(layout)), to - idsAt());
    out.put(bytes, labelsAt(), labels * LABEL_BYTES);
    row.labels.forEach(label -> putLabel(out, rows, label));
    out.put(bytes, idsAt(), to - idsAt()).putInt(id.length).put(id);
    long time = row.event ? Math.max(newest, row.moment.time()) : newest;
    return new Chunk(out.array(), 0, length, layout, asked, time);
  }

  /// With one label more for one of its rows.
  Chunk with(int row, Label label, Layout asked) {
    int length = length() + LABEL_BYTES;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(layout.header()).putInt(rows).putInt(labels + 1);
    out.put(bytes, rowsAt, idsAt() - rowsAt);
    putLabel(out, row, label);
    out.put(bytes, idsAt(), to - idsAt());
    return new Chunk(out.array(), 0, length, layout, asked, newest);
  }

  int length() {
    return to - from;
  }

  void write(ByteBuffer out) {
    out.put(bytes, from, length());
  }

  /// All columns that it has.
  Layout layout() {
    return layout;
  }

  /// The rows with their labels, their columns as in a layout that covers this one's.
  List<Row> rows(Layout as) {
    int[] own = layout.positionsOf(as);
    List<Row> all = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      long[] columns = as.absent();
      for (int column = 0; column < columns.length; column++) {
        if (own[column] >= 0) {
          columns[column] = column(row, own[column]);
        }
      }
      all.add(new Row(moment(row), id(row), isEvent(row), columns, labelsOf(row)));
    }
    return all;
  }

  /// The rows in the order of time, their columns in the order of the layout.
  List<Row> inOrder() {
    List<Row> all = rows(layout);
    all.sort(Comparator.comparing(row -> row.moment));
    return all;
  }

  /// The row of the record at an offset, which is one of these.
  int rowOf(long offset) {
    int row = 0;
    while (offset(row) != offset) {
      row++;
    }
    return row;
  }

  Moment moment(int row) {
    return new Moment(time(row), offset(row));
  }

  long offset(int row) {
    return number(at(row));
  }

  /// When its event happened, in milliseconds.
  long time(int row) {
    return number(at(row) + TIME);
  }

  /// The time of the newest event; the lowest of all times if there is none.
  long newest() {
    return newest;
  }

  private long newestOfRows() {
    long time = Long.MIN_VALUE;
    for (int row = 0; row < rows; row++) {
      if (time(row) > time && isEvent(row)) {
        time = time(row);
      }
    }
    return time;
  }

  /// Whether it is an event, not an outcome that waits for one.
  boolean isEvent(int row) {
    return bytes[at(row) + KIND] == 1;
  }

  /// The number in a column, NaN where there is none.
  double number(int row, int column) {
    return Double.longBitsToDouble(bits(row, column));
  }

  /// The bits in a column, those of a NaN where there is none.
  long bits(int row, int column) {
    int own = positions[column];
    return own < 0 ? Layout.ABSENT : column(row, own);
  }

  boolean hasId(int row, String id) {
    return integer(at(row) + HASH) == id.hashCode() && id(row).equals(id);
  }

  /// What can be told of the ids of all rows.
  Fingerprints ids() {
    int[] hashCodes = new int[rows];
    for (int row = 0; row < rows; row++) {
      hashCodes[row] = integer(at(row) + HASH);
    }
    return Fingerprints.of(hashCodes);
  }

  String id(int row) {
    int at = idsAt() + integer(at(row) + ID);
    return new String(bytes, at + Integer.BYTES, integer(at), StandardCharsets.UTF_8);
  }

  /// The events after `from` and not after `to`.
  long eventsWithin(long from, long to) {
    long found = 0;
    for (int row = 0; row < rows; row++) {
      long time = time(row);
      if (time > from && time <= to && isEvent(row)) {
        found |= 1L << row;
      }
    }
    return found;
  }

  /// Those of some rows that are after `from`.
  long after(long from, long among) {
    long found = 0;
    for (long rest = among; rest != 0; rest &= rest - 1) {
      int row = Long.numberOfTrailingZeros(rest);
      if (time(row) > from) {
        found |= 1L << row;
      }
    }
    return found;
  }

  /// Those of some rows that have 1 in a column.
  long matching(long among, int column) {
    long found = 0;
    for (long rest = among; rest != 0; rest &= rest - 1) {
      int row = Long.numberOfTrailingZeros(rest);
      if (number(row, column) == 1) {
        found |= 1L << row;
      }
    }
    return found;
  }

  boolean hasLabels() {
    return labels > 0;
  }

  /// The labels of a row, by offset.
  List<Label> labelsOf(int row) {
    if (labels == 0) {
      return List.of();
    }
    List<Label> found = new ArrayList<>();
    for (int label = 0; label < labels; label++) {
      if (integer(labelAt(label)) == row) {
        found.add(label(label));
      }
    }
    return found;
  }

  /// The rows whose label at a time is positive: the last one of those known by then holds.
  long positives(long time) {
    long positives = 0;
    for (int at = 0; at < labels; at++) {
      Label label = label(at);
      if (label.knownAt() <= time) {
        long row = 1L << integer(labelAt(at));
        positives = label.positive() ? positives | row : positives & ~row;
      }
    }
    return positives;
  }

  /// When labels become known, as seen at a time.
  Known known(long time) {
    Known known = Known.ALWAYS;
    for (int at = 0; at < labels; at++) {
      known = known.with(label(at).knownAt(), time);
    }
    return known;
  }

  private static long[] arranged(long[] columns, int[] positions) {
    long[] arranged = new long[positions.length];
    for (int i = 0; i < positions.length; i++) {
      arranged[i] = positions[i] < 0 ? Layout.ABSENT : columns[positions[i]];
    }
    return arranged;
  }

  private static int rowBytes(Layout layout) {
    return COLUMNS + layout.columns().size() * Long.BYTES;
  }

  private static void putRow(ByteBuffer out, Row row, long[] columns, int idAt) {
    out.putLong(row.moment.offset()).putLong(row.moment.time());
    out.putInt(row.id.hashCode()).putInt(idAt).put((byte) (row.event ? 1 : 0));
    for (long column : columns) {
      out.putLong(column);
    }
  }

  private static void putLabel(ByteBuffer out, int row, Label label) {
    out.putInt(row).putLong(label.offset()).putLong(label.knownAt());
    out.put((byte) (label.positive() ? 1 : 0));
  }

  private Label label(int label) {
    int at = labelAt(label) + Integer.BYTES;
    return new Label(number(at), number(at + Long.BYTES), bytes[at + 2 * Long.BYTES] == 1);
  }

  private int labelAt(int label) {
    return labelsAt() + label * LABEL_BYTES;
  }

  private int labelsAt() {
    return rowsAt + rows * rowBytes;
  }

  private int idsAt() {
    return labelsAt() + labels * LABEL_BYTES;
  }

  private int at(int row) {
    return rowsAt + row * rowBytes;
  }

  private long column(int row, int own) {
    return number(at(row) + COLUMNS + own * Long.BYTES);
  }

  private long number(int at) {
    return (long) LONG.get(bytes, at);
  }

  private int integer(int at) {
    return (int) INT.get(bytes, at);
  }
}
