package io.millrace.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The nodes of one entity's history while one record is worked on.
///
/// A node is cut back as it is read: what this record or later ones have written, before a crash,
/// is taken out again. So every node is found as the records before this one left it.
final class Nodes {
  private final String entity;
  private final String rootKey;
  private final EntityPlan plan;
  private final Histories histories;
  private final EntityStore store;
  private final long offset;
  private final Set<String> written = new HashSet<>(0);
  private long now = Long.MIN_VALUE;
  private boolean grown;

  Nodes(String entity, long offset, Histories histories, EntityPlan plan) {
    this.entity = entity;
    this.rootKey = SilentEntity.ROOTS + entity;
    this.offset = offset;
    this.histories = histories;
    this.store = histories.store();
    this.plan = plan;
  }

  /// Says what the time of the newest event is, as of which labels are counted.
  void setNewest(long time) {
    now = time;
  }

  Node readRoot() {
    Node root = histories.read(rootKey, plan);
    return root == null || isAsOfNow(root) ? orEmpty(root) : cut(root);
  }

  void writeRoot(Node root) {
    histories.put(rootKey, root, plan);
  }

  void deleteRoot() {
    histories.delete(rootKey);
  }

  /// A missing node is empty: it has expired, or the record that made it is yet to be replayed.
  Node read(int height, long id) {
    String key = key(height, id);
    Node node = histories.read(key, plan);
    if (node == null || isAsOfNow(node) || written.contains(key)) {
      return orEmpty(node);
    }
    Node cut = cut(node);
    write(key, cut);
    return cut;
  }

  private Node orEmpty(@Nullable Node node) {
    return node == null ? Node.empty(plan.layout()) : node;
  }

  /// Whether neither this record nor a later one has changed it, before a crash.
  private boolean isAsOfNow(Node node) {
    return node.stamp() < offset && node.current();
  }

  void delete(int height, long id) {
    histories.delete(key(height, id));
  }

  /// Whether this record has made a node.
  boolean hasGrown() {
    return grown;
  }

  /// Makes a node whose id is this record's offset.
  Entry make(int height, Content content) {
    grown = true;
    Node node = settled(Node.empty(plan.layout()).with(content, offset));
    write(key(height, offset), node);
    return new Entry(offset, offset, summary(node, null));
  }

  /// The entry of a child that this record has changed.
  Entry changed(int height, Entry child, Node node) {
    Node settled = settled(node);
    write(key(height, child.id()), settled);
    return new Entry(child.id(), node.stamp(), summary(settled, child.summary()));
  }

  /// Changes the leaf where a moment belongs.
  ///
  /// @return what stands in the place of the child's entry: two entries if it had to be split
  List<Entry> change(int height, Entry child, Moment moment, UnaryOperator<Chunk> change) {
    Node node = read(height, child.id());
    if (height == 0) {
      return changeLeaf(child, node, change.apply(node.content().rows()));
    }
    Entries list = node.content().list(height - 1);
    List<Entry> entries = list.toList();
    int at = list.covering(moment);
    List<Entry> changed = change(height - 1, entries.remove(at), moment, change);
    entries.addAll(at, changed);
    return changeBranch(height, child, node, entries);
  }

  private List<Entry> changeLeaf(Entry child, Node node, Chunk rows) {
    if (rows.rows < plan.shape().rows()) {
      return List.of(changed(0, child, node.with(node.content().with(rows), offset)));
    }
    List<Row> all = rows.inOrder();
    List<Row> staying = all.subList(0, all.size() / 2);
    List<Row> moving = all.subList(all.size() / 2, all.size());
    Node left = keeping(node, moving, rows.layout()).with(leaf(staying, rows.layout()), offset);
    return List.of(changed(0, child, left), make(0, leaf(moving, rows.layout())));
  }

  private List<Entry> changeBranch(int height, Entry child, Node node, List<Entry> entries) {
    if (entries.size() <= 2 * plan.shape().children()) {
      return List.of(changed(height, child, node.with(branch(height, entries), offset)));
    }
    List<Entry> staying = entries.subList(0, entries.size() / 2);
    List<Entry> moving = entries.subList(entries.size() / 2, entries.size());
    Node left = keeping(node, height - 1, moving).with(branch(height, staying), offset);
    return List.of(changed(height, child, left), make(height, branch(height, moving)));
  }

  /// A leaf of rows that have a layout.
  Content leaf(List<Row> rows, Layout layout) {
    return new Content(List.of(), Chunk.of(rows, layout, plan.layout()));
  }

  /// A branch of children of the height below its own.
  Content branch(int height, List<Entry> entries) {
    Content empty = new Content(List.of(), Chunk.empty(plan.layout()));
    return empty.with(height - 1, Entries.of(entries));
  }

  /// Keeps rows that this record moves away. What is not committed yet comes again by itself.
  Node keeping(Node node, List<Row> moving, Layout layout) {
    long from = store.uncommittedOffset();
    List<Row> old = moving.stream().filter(row -> row.moment.offset() < from).toList();
    boolean nothing = old.isEmpty() || offset < store.committedOffset();
    return nothing ? node : node.keeping(offset, leaf(old, layout));
  }

  /// The same for entries of children.
  Node keeping(Node node, int height, List<Entry> moving) {
    long from = store.uncommittedOffset();
    List<Entry> old = moving.stream().filter(entry -> entry.id() < from).toList();
    boolean nothing = old.isEmpty() || offset < store.committedOffset();
    return nothing ? node : node.keeping(offset, branch(height + 1, old));
  }

  /// Whether all positive labels are counted that are known now, and no others.
  boolean isSettled(Node node) {
    if (plan.usesLabels()) {
      for (Entries list : node.content().lists()) {
        if (!list.areKnownAt(now)) {
          return false;
        }
      }
    }
    return true;
  }

  /// The node as of now.
  Node settled(Node node) {
    if (isSettled(node)) {
      return node;
    }
    Content content = node.content();
    for (int height = 0; height < content.lists().size(); height++) {
      content = content.with(height, settled(height, content.list(height)));
    }
    return node.with(content);
  }

  private Entries settled(int height, Entries list) {
    List<Entry> entries = list.toList();
    entries.replaceAll(
        entry -> entry.summary().known().at(now) ? entry : summarized(height, entry));
    return Entries.of(entries);
  }

  /// The entry of a child, from the child itself.
  private Entry summarized(int height, Entry entry) {
    Node node = read(height, entry.id());
    Node settled = settled(node);
    if (!isSettled(node)) {
      write(key(height, entry.id()), settled);
    }
    return new Entry(entry.id(), settled.stamp(), summary(settled, entry.summary()));
  }

  /// @param before what was known of it earlier, if anything
  private Summary summary(Node node, @Nullable Summary before) {
    Measures measures = plan.summaries();
    measures.start();
    Range range = new Range();
    Known known = Known.ALWAYS;
    for (Entries list : node.content().lists()) {
      for (int i = 0; i < list.size; i++) {
        measures.merge(list.slots(i));
        range.add(list.first(i), list.last(i), list.newest(i));
        known = known.and(list.known(i));
      }
    }
    Chunk rows = node.content().rows();
    for (int row = 0; row < rows.rows; row++) {
      long time = rows.time(row);
      range.add(rows.moment(row), time, rows.isEvent(row) ? time : Long.MIN_VALUE);
    }
    measures.add(rows, rows.eventsWithin(Long.MIN_VALUE, Long.MAX_VALUE), now);
    return range.summary(known.and(rows.known(now)), rows.ids(), measures.write(), before);
  }

  /// Which rows there are, as they are gone through.
  private static final class Range {
    private @Nullable Moment first;
    private long last = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;

    void add(Moment from, long to, long newestEvent) {
      if (first == null || from.compareTo(first) < 0) {
        first = from;
      }
      last = Math.max(last, to);
      newest = Math.max(newest, newestEvent);
    }

    /// Where there are no rows any more, they have all expired.
    Summary summary(Known known, Fingerprints ids, Summary.Slots slots, @Nullable Summary before) {
      Moment from =
          first != null
              ? first
              : before != null ? before.first() : new Moment(Long.MIN_VALUE, Long.MIN_VALUE);
      return new Summary(from, last, newest, known, ids, slots);
    }
  }

  private void write(String key, Node node) {
    written.add(key);
    histories.put(key, node, plan);
  }

  private String key(int height, long id) {
    return "node/" + height + '/' + id + '/' + entity;
  }

  private Node cut(Node node) {
    List<Content> contents = new ArrayList<>();
    List<Node.Kept> earlier = new ArrayList<>();
    Life life = node.life();
    for (Node.Kept kept : node.kept()) {
      if (kept.offset() < offset) {
        earlier.add(kept);
      } else {
        life = contents.isEmpty() ? kept.life() : life;
        contents.add(kept.content());
      }
    }
    contents.add(node.content());
    Content cut = new Content(List.of(), rows(contents));
    int heights = contents.stream().mapToInt(content -> content.lists().size()).max().orElse(0);
    for (int height = 0; height < heights; height++) {
      cut = cut.with(height, entries(contents, height, node.current()));
    }
    long stamp = Math.min(node.stamp(), offset - 1);
    return new Node(stamp, life, true, earlier, removals(node), cut);
  }

  private List<Removal> removals(Node node) {
    return node.removals().stream()
        .filter(removal -> removal.since() < offset)
        .map(removal -> removal.before(offset))
        .toList();
  }

  private Chunk rows(List<Content> contents) {
    Layout layout = plan.layout();
    for (Content content : contents) {
      layout =
          content.rows().layout().covers(layout)
              ? content.rows().layout()
              : layout.and(content.rows().layout());
    }
    List<Row> rows = new ArrayList<>();
    for (Content content : contents) {
      for (Row row : content.rows().rows(layout)) {
        if (row.moment.offset() < offset) {
          rows.add(row.before(offset));
        }
      }
    }
    return Chunk.of(rows, layout, plan.layout());
  }

  private Entries entries(List<Content> contents, int height, boolean current) {
    List<Entry> entries = new ArrayList<>();
    for (Content content : contents) {
      Entries list = content.list(height);
      for (Entry entry : list.toList()) {
        if (entry.id() < offset) {
          boolean stale = entry.stamp() >= offset || !current;
          entries.add(stale ? summarized(height, entry) : entry);
        }
      }
    }
    entries.sort(Comparator.comparing(entry -> entry.summary().first()));
    return Entries.of(entries);
  }
}
