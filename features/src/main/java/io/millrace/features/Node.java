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
/// @param life of the entity; the root says it
/// @param current whether what it says of its children is what the plan asks for
/// @param kept what moved away from here, until that is committed
/// @param removals of expired children of the root
record Node(
    long stamp,
    Life life,
    boolean current,
    List<Kept> kept,
    List<Removal> removals,
    Content content) {
  private static final byte VERSION = 3;
  private static final int BYTES = 1 + 4 * Long.BYTES + 2 * Integer.BYTES;
  private static final int REMOVAL_BYTES = 3 + 3 * Long.BYTES;

  Node {
    kept = List.copyOf(kept);
    removals = List.copyOf(removals);
  }

  /// What a record moved away, as it was when it did so.
  ///
  /// @param offset of that record
  /// @param life what the root said of it before that record
  record Kept(long offset, Life life, Content content) {
    private static final int BYTES = 3 * Long.BYTES;
  }

  static Node empty(Layout layout) {
    Content content = new Content(List.of(), Chunk.empty(layout));
    return new Node(-1, Life.NONE, true, List.of(), List.of(), content);
  }

  static Node of(byte[] bytes, EntityPlan plan) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a part of an entity's history has version %d, this release reads %d: run the"
                  .formatted(version, VERSION)
              + " release that wrote it, or empty the state and replay events-a");
    }
    boolean current = in.getLong() == plan.signature();
    long stamp = in.getLong();
    Life life = life(in);
    List<Kept> kept = new ArrayList<>(0);
    for (int left = in.getInt(); left > 0; left--) {
      kept.add(new Kept(in.getLong(), life(in), Content.read(bytes, in, plan.layout())));
    }
    List<Removal> removals = new ArrayList<>(0);
    for (int left = in.getInt(); left > 0; left--) {
      int height = in.get();
      long id = in.getLong();
      boolean indexed = in.get() == 1;
      long since = in.getLong();
      Removal.Step step = Removal.Step.of(in.get());
      removals.add(new Removal(height, id, indexed, since, step, in.getLong()));
    }
    Content content = Content.read(bytes, in, plan.layout());
    return new Node(stamp, life, current, kept, removals, content);
  }

  private static Life life(ByteBuffer in) {
    return new Life(in.getLong(), in.getLong());
  }

  byte[] bytes(EntityPlan plan) {
    int length = BYTES + removals.size() * REMOVAL_BYTES + content.length();
    for (Kept one : kept) {
      length += Kept.BYTES + one.content().length();
    }
    ByteBuffer out = ByteBuffer.allocate(length).put(VERSION).putLong(plan.signature());
    out.putLong(stamp).putLong(life.since()).putLong(life.seen()).putInt(kept.size());
    for (Kept one : kept) {
      out.putLong(one.offset()).putLong(one.life().since()).putLong(one.life().seen());
      one.content().write(out);
    }
    out.putInt(removals.size());
    for (Removal removal : removals) {
      out.put((byte) removal.height()).putLong(removal.id());
      out.put((byte) (removal.indexed() ? 1 : 0)).putLong(removal.since());
      out.put(removal.step().number).putLong(removal.at());
    }
    content.write(out);
    return out.array();
  }

  /// As the record at an offset leaves it.
  Node with(Content other, long offset) {
    return new Node(offset, life, true, kept, removals, other);
  }

  Node with(Content other) {
    return new Node(stamp, life, current, kept, removals, other);
  }

  Node with(List<Removal> others) {
    return new Node(stamp, life, current, kept, others, content);
  }

  Node with(Life other) {
    return new Node(stamp, other, current, kept, removals, content);
  }

  /// Keeps what the record at an offset moves away.
  Node keeping(long offset, Content moved) {
    List<Kept> all = new ArrayList<>(kept);
    all.add(new Kept(offset, life, moved));
    return new Node(stamp, life, current, all, removals, content);
  }

  /// Without what is kept in case the records before an offset are replayed.
  Node committed(long offset) {
    if (kept.isEmpty()) {
      return this;
    }
    List<Kept> left = kept.stream().filter(one -> one.offset() >= offset).toList();
    return new Node(stamp, life, current, left, removals, content);
  }
}
