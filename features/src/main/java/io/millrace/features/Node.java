package io.millrace.features;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// One stored value of an entity's history: the root, a branch or a leaf.
///
/// The root has children of any height and the latest rows, a branch the children of one height, a
/// leaf rows alone.
///
/// @param stamp the offset of the last record that changed it
/// @param current whether what it says of its children is what the plan asks for
/// @param kept what moved away from here, until that is committed
/// @param removals of expired children of the root
record Node(long stamp, boolean current, List<Kept> kept, List<Removal> removals, Content content) {
  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 2 * Long.BYTES + 2 * Integer.BYTES;
  private static final int REMOVAL_BYTES = 2 + 3 * Long.BYTES;

  Node {
    kept = List.copyOf(kept);
    removals = List.copyOf(removals);
  }

  /// What a record moved away, as it was when it did so.
  ///
  /// @param offset of that record
  record Kept(long offset, Content content) {}

  static Node empty(Layout layout) {
    Content content = new Content(List.of(), Chunk.empty(layout));
    return new Node(-1, true, List.of(), List.of(), content);
  }

  static Node of(byte[] bytes, EntityPlan plan) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a part of an entity's history has version %d, this release reads %d: run a newer"
                  .formatted(version, VERSION)
              + " release or empty the state and replay events-a");
    }
    boolean current = in.getLong() == plan.signature();
    long stamp = in.getLong();
    List<Kept> kept = new ArrayList<>(0);
    for (int left = in.getInt(); left > 0; left--) {
      kept.add(new Kept(in.getLong(), Content.read(bytes, in, plan.layout())));
    }
    List<Removal> removals = new ArrayList<>(0);
    for (int left = in.getInt(); left > 0; left--) {
      int height = in.get();
      long id = in.getLong();
      removals.add(new Removal(height, id, in.getLong(), Removal.Step.of(in.get()), in.getLong()));
    }
    return new Node(stamp, current, kept, removals, Content.read(bytes, in, plan.layout()));
  }

  byte[] bytes(EntityPlan plan) {
    int length = BYTES + removals.size() * REMOVAL_BYTES + content.length();
    for (Kept one : kept) {
      length += Long.BYTES + one.content().length();
    }
    ByteBuffer out = ByteBuffer.allocate(length).put(VERSION).putLong(plan.signature());
    out.putLong(stamp).putInt(kept.size());
    for (Kept one : kept) {
      out.putLong(one.offset());
      one.content().write(out);
    }
    out.putInt(removals.size());
    for (Removal removal : removals) {
      out.put((byte) removal.height()).putLong(removal.id()).putLong(removal.since());
      out.put(removal.step().number).putLong(removal.at());
    }
    content.write(out);
    return out.array();
  }

  /// As the record at an offset leaves it.
  Node with(Content other, long offset) {
    return new Node(offset, true, kept, removals, other);
  }

  Node with(List<Removal> others) {
    return new Node(stamp, current, kept, others, content);
  }

  Node keeping(Kept more) {
    List<Kept> all = new ArrayList<>(kept);
    all.add(more);
    return new Node(stamp, current, all, removals, content);
  }

  /// Without what is kept in case the records before an offset are replayed.
  Node committed(long offset) {
    if (kept.isEmpty()) {
      return this;
    }
    List<Kept> left = kept.stream().filter(one -> one.offset() >= offset).toList();
    return new Node(stamp, current, left, removals, content);
  }
}
