package io.millrace.features;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The histories of the entities of one partition: a store, and in front of it the roots that are
/// in use, so that a root which changes often is written once in a while.
///
/// Invariant: after [#flush()] the store has everything. What was not flushed may be lost in a
/// crash if the records that it comes from are processed again, as after any other loss of writes.
public final class Histories {
  private final EntityStore store;
  private final long mostBytes;

  /// In the order in which they came in, so that a look at one moves nothing.
  private final Map<String, Root> roots = new LinkedHashMap<>();

  private long bytes;

  private static final class Root {
    private final EntityPlan plan;
    private Node node;
    private boolean changed;

    /// @param plan by which it was read
    private Root(Node node, EntityPlan plan) {
      this.node = node;
      this.plan = plan;
    }
  }

  /// @param mostBytes of roots in memory, about; those that came in first go first
  public Histories(EntityStore store, long mostBytes) {
    this.store = store;
    this.mostBytes = mostBytes;
  }

  /// Histories in a heap that has room for all of them.
  public static Histories inMemory(MemoryEntityStore store) {
    return new Histories(store, Long.MAX_VALUE);
  }

  EntityStore store() {
    return store;
  }

  @Nullable Node root(String key, EntityPlan plan) {
    Root root = roots.get(key);
    if (root != null && root.plan == plan) {
      return root.node;
    }
    if (root != null) {
      remove(key);
      write(key, root);
    }
    byte[] stored = store.get(key);
    if (stored == null) {
      return null;
    }
    Node node = Node.of(stored, plan);
    add(key, new Root(node, plan));
    return node;
  }

  /// The root, without taking it into memory for that.
  @Nullable Node peek(String key, EntityPlan plan) {
    Root root = roots.get(key);
    if (root != null) {
      return root.node;
    }
    byte[] stored = store.get(key);
    return stored == null ? null : Node.of(stored, plan);
  }

  void putRoot(String key, Node node, EntityPlan plan) {
    Node left = node.committed(store.committedOffset());
    Root root = roots.get(key);
    if (root == null) {
      root = new Root(left, plan);
      root.changed = true;
      add(key, root);
    } else {
      bytes += left.content().length() - root.node.content().length();
      root.node = left;
      root.changed = true;
      makeRoom();
    }
  }

  void deleteRoot(String key) {
    remove(key);
    store.delete(key);
  }

  /// Writes the roots that have changed to the store.
  public void flush() {
    roots.forEach(this::write);
  }

  private void add(String key, Root root) {
    roots.put(key, root);
    bytes += root.node.content().length();
    makeRoom();
  }

  private void makeRoom() {
    Iterator<Map.Entry<String, Root>> eldest = roots.entrySet().iterator();
    while (bytes > mostBytes) {
      Map.Entry<String, Root> entry = eldest.next();
      eldest.remove();
      bytes -= entry.getValue().node.content().length();
      write(entry.getKey(), entry.getValue());
    }
  }

  private void remove(String key) {
    Root root = roots.remove(key);
    if (root != null) {
      bytes -= root.node.content().length();
    }
  }

  private void write(String key, Root root) {
    if (root.changed) {
      store.put(key, root.node.bytes(root.plan));
      root.changed = false;
    }
  }
}
