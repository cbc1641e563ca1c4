package io.millrace.features;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The histories of the entities of one partition: a store, and in front of it the nodes that are
/// in use, so that one which changes often is written once in a while, and one which is read often
/// is read from memory.
///
/// Invariant: after [#flush()] the store has everything. What was not flushed may be lost in a
/// crash if the records that it comes from are processed again, as after any other loss of writes.
public final class Histories {
  private final EntityStore store;
  private final long mostBytes;

  /// In the order in which they came in, so that a look at one moves nothing.
  private final Map<String, Held> nodes = new LinkedHashMap<>();

  /// The keys of those that have changed, the longest waiting first.
  private final Set<String> changed = new LinkedHashSet<>();

  private long bytes;

  /// A node, and the plan by which it was read.
  private static final class Held {
    private final EntityPlan plan;
    private Node node;

    /// Whether its key is among those of the changed ones.
    private boolean changed;

    private Held(Node node, EntityPlan plan) {
      this.node = node;
      this.plan = plan;
    }
  }

  /// @param mostBytes of nodes in memory, about; those that came in first go first
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

  @Nullable Node read(String key, EntityPlan plan) {
    Held held = nodes.get(key);
    if (held != null && held.plan == plan) {
      return held.node;
    }
    Node node = peek(key, plan);
    if (node != null) {
      remove(key);
      hold(key, new Held(node, plan));
    }
    return node;
  }

  /// A node, without taking it into memory for that.
  @Nullable Node peek(String key, EntityPlan plan) {
    Held held = nodes.get(key);
    if (held != null && held.plan == plan) {
      return held.node;
    }
    if (held != null) {
      write(key, held);
    }
    byte[] stored = store.get(key);
    return stored == null ? null : Node.of(stored, plan);
  }

  void put(String key, Node node, EntityPlan plan) {
    Node put = node.committed(store.committedOffset());
    Held held = nodes.get(key);
    if (held != null && held.plan == plan) {
      bytes += put.content().length() - held.node.content().length();
      held.node = put;
      note(key, held);
      makeRoom();
    } else {
      remove(key);
      Held first = new Held(put, plan);
      note(key, first);
      hold(key, first);
    }
  }

  private void note(String key, Held held) {
    if (!held.changed) {
      held.changed = true;
      changed.add(key);
    }
  }

  void delete(String key) {
    remove(key);
    store.delete(key);
  }

  /// Writes the nodes that have changed to the store.
  public void flush() {
    flush(changed.size());
  }

  /// Writes some of them, those that have waited longest.
  public void flush(int most) {
    for (int left = Math.min(most, changed.size()); left > 0; left--) {
      String key = changed.iterator().next();
      write(key, Objects.requireNonNull(nodes.get(key)));
    }
  }

  private void hold(String key, Held held) {
    nodes.put(key, held);
    bytes += held.node.content().length();
    makeRoom();
  }

  private void makeRoom() {
    Iterator<Map.Entry<String, Held>> eldest = nodes.entrySet().iterator();
    while (bytes > mostBytes) {
      Map.Entry<String, Held> entry = eldest.next();
      eldest.remove();
      bytes -= entry.getValue().node.content().length();
      write(entry.getKey(), entry.getValue());
    }
  }

  private void remove(String key) {
    Held held = nodes.remove(key);
    if (held != null) {
      bytes -= held.node.content().length();
      if (held.changed) {
        changed.remove(key);
      }
    }
  }

  private void write(String key, Held held) {
    if (held.changed) {
      held.changed = false;
      changed.remove(key);
      store.put(key, held.node.bytes(held.plan));
    }
  }
}
