package io.millrace.features;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Up to 64 rows of an entity's log, read where they lie: in the bytes of one stored value.
///
/// A chunk is its layout's header, the numbers of rows and labels, rows of equal width, labels of
/// equal width, and the texts that rows point to. Rows, and the labels of a row, stand in the order
/// in which they came. A set of rows is the bits of one `long`. Invariant: the bytes never change;
/// [ChunkWriter] makes new ones.
final class Chunk {
  static final int CAPACITY = Long.SIZE;
  static final int LABEL_BYTES = Integer.BYTES + 2 * Long.BYTES + 1;

  private static final int TIME = Long.BYTES;
  private static final int HASH = 2 * Long.BYTES;
  private static final int TEXTS = HASH + Integer.BYTES;
  private static final int KIND = TEXTS + Integer.BYTES;
  private static final int NUMBERS = KIND + 1;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  final byte[] bytes;
  final Layout layout;
  final int rows;
  final int labels;
  final int rowsAt;
  final int rowBytes;
  private final int[] numberColumns;
  private final int[] textColumns;

  private Chunk(byte[] bytes, Layout own, Layout asked) {
    this.bytes = bytes;
    this.layout = own;
    int counts = own.header().length;
    this.rows = integer(counts);
    this.labels = integer(counts + Integer.BYTES);
    this.rowsAt = counts + 2 * Integer.BYTES;
    this.rowBytes = rowBytes(own);
    this.numberColumns = own.numbersOf(asked);
    this.textColumns = own.textsOf(asked);
  }

  /// The chunk in a stored value, its columns numbered as in the layout `asked`.
  static Chunk of(byte[] bytes, Layout asked) {
    return new Chunk(bytes, asked.beginsWithin(bytes) ? asked : Layout.of(bytes), asked);
  }

  static int rowBytes(Layout layout) {
    return NUMBERS + layout.numbers().size() * Double.BYTES;
  }

  int labelsAt() {
    return rowsAt + rows * rowBytes;
  }

  int textsAt() {
    return labelsAt() + labels * LABEL_BYTES;
  }

  boolean hasRoomFor(Layout others) {
    return rows < CAPACITY && layout == others;
  }

  /// Whether no row is about a time after `time`.
  boolean isAllUpTo(long time) {
    for (int row = 0; row < rows; row++) {
      if (time(row) > time) {
        return false;
      }
    }
    return true;
  }

  long offset(int row) {
    return number(at(row));
  }

  /// When its event happened, in milliseconds.
  long time(int row) {
    return number(at(row) + TIME);
  }

  /// Whether it is an event, not an outcome that waits for one.
  boolean isEvent(int row) {
    return bytes[at(row) + KIND] == 1;
  }

  /// The number in a column, NaN where there is none.
  double number(int row, int column) {
    int own = numberColumns[column];
    return own < 0
        ? Double.NaN
        : Double.longBitsToDouble(number(at(row) + NUMBERS + own * Double.BYTES));
  }

  /// The text in a column, empty where there is none.
  String text(int row, int column) {
    int own = textColumns[column];
    return own < 0 ? "" : textAt(row, own + 1);
  }

  boolean hasId(int row, String id) {
    return integer(at(row) + HASH) == id.hashCode() && textAt(row, 0).equals(id);
  }

  /// The events after `from` and not after `to` that came no later than `offset`.
  long eventsWithin(long from, long to, long offset) {
    long found = 0;
    for (int row = 0; row < rows; row++) {
      long time = time(row);
      if (time > from && time <= to && offset(row) <= offset && isEvent(row)) {
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

  /// The labels of a row, by offset.
  List<Label> labelsOf(int row) {
    List<Label> found = new ArrayList<>();
    for (int label = 0; label < labels; label++) {
      if (integer(labelAt(label)) == row) {
        found.add(label(label));
      }
    }
    return found;
  }

  /// The rows whose label, as a query sees it, is positive: the last of those that count holds.
  long positives(Query query) {
    long positives = 0;
    for (int at = 0; at < labels; at++) {
      Label label = label(at);
      if (label.offset() <= query.offset() && label.knownAt() <= query.time()) {
        long row = 1L << integer(labelAt(at));
        positives = label.positive() ? positives | row : positives & ~row;
      }
    }
    return positives;
  }

  private Label label(int label) {
    int at = labelAt(label) + Integer.BYTES;
    return new Label(number(at), number(at + Long.BYTES), bytes[at + 2 * Long.BYTES] == 1);
  }

  private int labelAt(int label) {
    return labelsAt() + label * LABEL_BYTES;
  }

  private int at(int row) {
    return rowsAt + row * rowBytes;
  }

  private String textAt(int row, int index) {
    int at = textsAt() + integer(at(row) + TEXTS);
    for (int skipped = 0; skipped < index; skipped++) {
      at += Integer.BYTES + integer(at);
    }
    return new String(bytes, at + Integer.BYTES, integer(at), StandardCharsets.UTF_8);
  }

  private long number(int at) {
    return (long) LONG.get(bytes, at);
  }

  private int integer(int at) {
    return (int) INT.get(bytes, at);
  }
}
