package io.millrace.features;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What lies below a node: its children by height, and rows of its own, which are later than
/// theirs.
///
/// @param lists what is known of the children, those of height 0 first; the last is not empty
record Content(List<Entries> lists, Chunk rows) {

  Content {
    int heights = lists.size();
    while (heights > 0 && lists.get(heights - 1).size == 0) {
      heights--;
    }
    lists = List.copyOf(heights == lists.size() ? lists : lists.subList(0, heights));
  }

  /// @param in where to read in the value
  static Content read(byte[] value, ByteBuffer in, Layout layout) {
    List<Entries> lists = new ArrayList<>();
    for (int left = in.get(); left > 0; left--) {
      Entries list = Entries.at(value, in.position());
      lists.add(list);
      in.position(in.position() + list.length());
    }
    int length = in.getInt();
    int from = in.position();
    in.position(from + length);
    return new Content(lists, Chunk.of(value, from, from + length, layout));
  }

  void write(ByteBuffer out) {
    out.put((byte) lists.size());
    lists.forEach(list -> list.write(out));
    out.putInt(rows.length());
    rows.write(out);
  }

  int length() {
    int length = 1 + Integer.BYTES + rows.length();
    for (Entries list : lists) {
      length += list.length();
    }
    return length;
  }

  Entries list(int height) {
    return height < lists.size() ? lists.get(height) : Entries.NONE;
  }

  boolean isEmpty() {
    return !hasChildren() && rows.rows == 0;
  }

  boolean hasChildren() {
    for (Entries list : lists) {
      if (list.size > 0) {
        return true;
      }
    }
    return false;
  }

  Content with(Chunk others) {
    return new Content(lists, others);
  }

  Content with(int height, Entries list) {
    List<Entries> all = new ArrayList<>(lists);
    while (all.size() <= height) {
      all.add(Entries.NONE);
    }
    all.set(height, list);
    return new Content(all, rows);
  }
}
