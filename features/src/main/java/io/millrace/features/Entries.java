package io.millrace.features;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a node says of its children of one height, in the order of their rows, read where it lies:
/// in the bytes of a stored value.
///
/// Each entry is its length, then numbers at fixed places, then the fingerprints of ids, then what
/// the slots wrote. Invariant: the bytes never change.
final class Entries {
  private static final int HEADER = Integer.BYTES;
  private static final int TIME = Integer.BYTES;
  private static final int OFFSET = TIME + Long.BYTES;
  private static final int LAST = OFFSET + Long.BYTES;
  private static final int NEWEST = LAST + Long.BYTES;
  private static final int KNOWN_FROM = NEWEST + Long.BYTES;
  private static final int KNOWN_UNTIL = KNOWN_FROM + Long.BYTES;
  private static final int ID = KNOWN_UNTIL + Long.BYTES;
  private static final int STAMP = ID + Long.BYTES;
  private static final int ID_BYTES = STAMP + Long.BYTES;
  private static final int IDS = ID_BYTES + Integer.BYTES;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  static final Entries NONE = of(List.of());

  final int size;
  private final byte[] bytes;
  private final int from;
  private final int[] starts;
  private final ByteBuffer buffer;
  private final long newest;

  private Entries(byte[] bytes, int from) {
    this.bytes = bytes;
    this.from = from;
    this.buffer = ByteBuffer.wrap(bytes);
    this.size = integer(from);
    this.starts = new int[size + 1];
    starts[0] = from + HEADER;
    long time = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      starts[i + 1] = starts[i] + integer(starts[i]);
      time = Math.max(time, newest(i));
    }
    newest = time;
  }

  /// The entries that stand in a value from an index on.
  static Entries at(byte[] value, int from) {
    return new Entries(value, from);
  }

  static Entries of(List<Entry> entries) {
    int length = HEADER;
    for (Entry entry : entries) {
      length += length(entry.summary());
    }
    ByteBuffer out = ByteBuffer.allocate(length).putInt(entries.size());
    entries.forEach(entry -> put(out, entry));
    return new Entries(out.array(), 0);
  }

  private static void put(ByteBuffer out, Entry entry) {
    Summary summary = entry.summary();
    out.putInt(length(summary));
    out.putLong(summary.first().time()).putLong(summary.first().offset());
    out.putLong(summary.last()).putLong(summary.newest());
    out.putLong(summary.known().from()).putLong(summary.known().until());
    out.putLong(entry.id()).putLong(entry.stamp());
    out.putInt(summary.ids().bytes.length).put(summary.ids().bytes);
    out.put(summary.slots().bytes);
  }

  private static int length(Summary summary) {
    return IDS + summary.ids().bytes.length + summary.slots().bytes.length;
  }

  int length() {
    return starts[size] - from;
  }

  void write(ByteBuffer out) {
    out.put(bytes, from, length());
  }

  List<Entry> toList() {
    List<Entry> entries = new ArrayList<>(size + 2);
    for (int i = 0; i < size; i++) {
      entries.add(get(i));
    }
    return entries;
  }

  Entry get(int i) {
    byte[] ids = Arrays.copyOfRange(bytes, starts[i] + IDS, slotsAt(i));
    byte[] slots = Arrays.copyOfRange(bytes, slotsAt(i), starts[i + 1]);
    Summary summary =
        new Summary(
            first(i),
            last(i),
            newest(i),
            known(i),
            new Fingerprints(ids),
            new Summary.Slots(slots));
    return new Entry(id(i), stamp(i), summary);
  }

  /// The last entry whose rows begin at a moment or before it, else the first.
  int covering(Moment moment) {
    int i = size - 1;
    while (i > 0 && first(i).compareTo(moment) > 0) {
      i--;
    }
    return i;
  }

  Moment first(int i) {
    return new Moment(number(starts[i] + TIME), number(starts[i] + OFFSET));
  }

  long firstTime(int i) {
    return number(starts[i] + TIME);
  }

  long last(int i) {
    return number(starts[i] + LAST);
  }

  /// The time of the newest event below all of them; the lowest of all times if there is none.
  long newest() {
    return newest;
  }

  long newest(int i) {
    return number(starts[i] + NEWEST);
  }

  Known known(int i) {
    return new Known(number(starts[i] + KNOWN_FROM), number(starts[i] + KNOWN_UNTIL));
  }

  boolean areKnownAt(long time) {
    for (int i = 0; i < size; i++) {
      if (!isKnownAt(i, time)) {
        return false;
      }
    }
    return true;
  }

  boolean isKnownAt(int i, long time) {
    return number(starts[i] + KNOWN_FROM) <= time && time < number(starts[i] + KNOWN_UNTIL);
  }

  long id(int i) {
    return number(starts[i] + ID);
  }

  long stamp(int i) {
    return number(starts[i] + STAMP);
  }

  /// Whether a child may have a row with an id among its own; false is certain.
  boolean mayHave(int i, String id) {
    return Fingerprints.mayHave(bytes, starts[i] + IDS, slotsAt(i), id);
  }

  /// What the slots wrote, in a buffer that is good until the next one is asked for.
  ByteBuffer slots(int i) {
    return buffer.position(slotsAt(i));
  }

  private int slotsAt(int i) {
    return starts[i] + IDS + integer(starts[i] + ID_BYTES);
  }

  private long number(int at) {
    return (long) LONG.get(bytes, at);
  }

  private int integer(int at) {
    return (int) INT.get(bytes, at);
  }
}
