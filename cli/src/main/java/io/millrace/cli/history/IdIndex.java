package io.millrace.cli.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Ids numbered 0, 1, 2 … in the order in which they first came.
///
/// Exact, yet small: an id costs its UTF-8 bytes and about 12 more, in arrays without objects, so
/// that millions fit where a set of strings would need a hundred bytes for each.
public final class IdIndex {
  /// In the place of a number: no such id.
  public static final int NONE = -1;

  private static final int EMPTY = 0;

  private byte[] text = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private int[] slots = new int[1 << 9];
  private int size;

  public int size() {
    return size;
  }

  /// The number of `id`, which it gets now if it is new.
  public int numberOf(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int slot = slotOf(bytes);
    if (slots[slot] == EMPTY) {
      append(bytes);
      slots[slot] = size;
      if (size > slots.length / 2) {
        rehash();
      }
      return size - 1;
    }
    return slots[slot] - 1;
  }

  /// The number of `id`, or [#NONE].
  public int find(String id) {
    return slots[slotOf(id.getBytes(StandardCharsets.UTF_8))] - 1;
  }

  /// The id with a number.
  public String textOf(int number) {
    int start = start(number);
    return new String(text, start, ends[number] - start, StandardCharsets.UTF_8);
  }

  /// The slot that holds the number of `id` plus one, or the empty one where it belongs.
  private int slotOf(byte[] id) {
    int mask = slots.length - 1;
    int slot = spread(Arrays.hashCode(id)) & mask;
    while (slots[slot] != EMPTY && !holds(slots[slot] - 1, id)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean holds(int number, byte[] id) {
    return Arrays.equals(text, start(number), ends[number], id, 0, id.length);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private void append(byte[] id) {
    int start = start(size);
    int end = Math.addExact(start, id.length);
    if (end > text.length) {
      text = Arrays.copyOf(text, (int) Math.min(Integer.MAX_VALUE - 8, 2L * end));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    System.arraycopy(id, 0, text, start, id.length);
    ends[size++] = end;
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    for (int number = 0; number < size; number++) {
      slots[slotOf(Arrays.copyOfRange(text, start(number), ends[number]))] = number + 1;
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
