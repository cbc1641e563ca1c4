package io.millrace.features;

import io.millrace.contracts.EntityKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The history of one entity while one record is worked on: a tree of rows in the order of time.
///
/// The latest rows lie in the root, so that a record in order writes one value. When there are too
/// many of them, the oldest become a leaf; when there are too many leaves, the oldest become a
/// branch, and so on. A late row goes to the leaf where it belongs.
final class EntityLog {
  private final EntityPlan plan;
  private final EntityStore store;
  private final long offset;
  private final Nodes nodes;
  private final Ids ids;
  private Node root;
  private long newest;
  private boolean changed;

  private EntityLog(EntityKey key, long offset, Histories histories, EntityPlan plan) {
    String entity = key.toString();
    this.plan = plan;
    this.store = histories.store();
    this.offset = offset;
    this.nodes = new Nodes(entity, offset, histories, plan);
    this.ids = new Ids(entity, offset, store);
    this.root = nodes.readRoot();
    long forgottenBefore =
        Math.max(plan.forgottenBefore(store.logTime()), store.forgottenBefore(key.entity()));
    if (!root.content().isEmpty() && root.life().isOver(forgottenBefore)) {
      this.root = expiry().forget(root);
      this.changed = true;
    }
    this.newest = newest(root.content());
    nodes.setNewest(newest);
  }

  /// The log as the records before `offset` left it, for the one there.
  static EntityLog open(EntityKey key, long offset, Histories histories, EntityPlan plan) {
    EntityLog log = new EntityLog(key, offset, histories, plan);
    Life life = log.root.life();
    long logTime = log.store.logTime();
    if (logTime != life.seen()) {
      log.root = log.root.with(life.seenAt(logTime));
      log.changed = true;
    }
    return log;
  }

  /// Where a row stands, and its number if the root has it.
  record Found(Moment moment, int row) {
    private static final int BELOW = -1;
  }

  /// What there is of an id: the event, and the outcomes that wait for it.
  record OfId(@Nullable Found event, @Nullable Found waiting) {}

  Content content() {
    return root.content();
  }

  Nodes nodes() {
    return nodes;
  }

  /// The time of the newest event; the lowest of all times if there is none.
  long newest() {
    return newest;
  }

  private static long newest(Content content) {
    long newest = content.rows().newest();
    for (Entries list : content.lists()) {
      newest = Math.max(newest, list.newest());
    }
    return newest;
  }

  /// What there is of an id after the horizon.
  OfId find(String id, long horizon) {
    Found event = null;
    Found waiting = null;
    Chunk rows = root.content().rows();
    for (int row = 0; row < rows.rows; row++) {
      if (rows.hasId(row, id) && rows.time(row) > horizon) {
        Found found = new Found(rows.moment(row), row);
        event = event == null && rows.isEvent(row) ? found : event;
        waiting = waiting == null && !rows.isEvent(row) ? found : waiting;
      }
    }
    for (Ids.Place place : event == null ? below(id) : List.<Ids.Place>of()) {
      boolean forgotten = place.moment().offset() < root.life().since();
      if (place.moment().time() > horizon && !forgotten) {
        Found found = new Found(place.moment(), Found.BELOW);
        event = event == null && place.event() ? found : event;
        waiting = waiting == null && !place.event() ? found : waiting;
      }
    }
    return new OfId(event, waiting);
  }

  /// Where an id stands below the root.
  private List<Ids.Place> below(String id) {
    List<Ids.Place> places = new ArrayList<>(1);
    Entries leaves = root.content().list(0);
    for (int leaf = 0; leaf < leaves.size; leaf++) {
      if (leaves.mayHave(leaf, id)) {
        Chunk rows = nodes.read(0, leaves.id(leaf)).content().rows();
        for (int row = 0; row < rows.rows; row++) {
          if (rows.hasId(row, id)) {
            places.add(new Ids.Place(rows.moment(row), rows.isEvent(row)));
          }
        }
      }
    }
    if (Ids.areKeptAt(root.content().lists().size() - 1)) {
      places.addAll(ids.places(id));
    }
    return places;
  }

  /// The labels of a row.
  List<Label> labels(Found found) {
    if (found.row() != Found.BELOW) {
      return root.content().rows().labelsOf(found.row());
    }
    int height = heightOf(found.moment());
    long id = child(root.content(), height, found.moment());
    while (height > 0) {
      height--;
      id = child(nodes.read(height + 1, id).content(), height, found.moment());
    }
    Chunk leaf = nodes.read(0, id).content().rows();
    return leaf.labelsOf(leaf.rowOf(found.moment().offset()));
  }

  void add(Label label, Found to) {
    long of = to.moment().offset();
    if (to.row() == Found.BELOW) {
      change(to.moment(), rows -> rows.with(rows.rowOf(of), label, plan.layout()));
    } else {
      set(root.content().with(root.content().rows().with(to.row(), label, plan.layout())));
    }
  }

  void add(Row row) {
    if (row.event && row.moment.time() > newest) {
      newest = row.moment.time();
      nodes.setNewest(newest);
    }
    Content content = root.content();
    if (isLatest(row.moment)) {
      set(content.with(content.rows().with(row, plan.layout())));
      if (root.content().rows().rows == plan.shape().rows()) {
        makeLeaf();
      }
    } else {
      if (Ids.areKeptAt(heightOf(row.moment))) {
        ids.add(row.id, new Ids.Place(row.moment, row.event));
      }
      change(row.moment, rows -> rows.with(row, plan.layout()));
    }
    if (nodes.hasGrown()) {
      root = expiry().expire(root, plan.horizon(newest));
    }
  }

  /// Has the labels counted that have become known by now.
  void settle() {
    if (!nodes.isSettled(root)) {
      root = nodes.settled(root);
      changed = true;
    }
  }

  /// Writes what has changed.
  void close() {
    if (changed) {
      nodes.writeRoot(root);
    }
  }

  private Expiry expiry() {
    return new Expiry(nodes, ids, offset, store.committedOffset());
  }

  private void set(Content content) {
    root = root.with(content, offset);
    changed = true;
  }

  private boolean isLatest(Moment moment) {
    for (Entries list : root.content().lists()) {
      if (list.size > 0) {
        return moment.time() >= list.last(list.size - 1);
      }
    }
    return true;
  }

  private static long child(Content content, int height, Moment moment) {
    Entries list = content.list(height);
    return list.id(list.covering(moment));
  }

  /// The height of the root's child where a moment belongs.
  private int heightOf(Moment moment) {
    List<Entries> lists = root.content().lists();
    int height = -1;
    for (int higher = 0; higher < lists.size(); higher++) {
      Entries list = lists.get(higher);
      if (list.size > 0) {
        height = higher;
        if (list.first(0).compareTo(moment) <= 0) {
          break;
        }
      }
    }
    return height;
  }

  private void change(Moment moment, UnaryOperator<Chunk> change) {
    int height = heightOf(moment);
    Entries list = root.content().list(height);
    List<Entry> entries = list.toList();
    int at = list.covering(moment);
    List<Entry> changed = nodes.change(height, entries.remove(at), moment, change);
    entries.addAll(at, changed);
    set(root.content().with(height, Entries.of(entries)));
    makeBranches(height);
  }

  private void makeLeaf() {
    Chunk rows = root.content().rows();
    List<Row> all = rows.inOrder();
    List<Row> moving = all.subList(0, plan.shape().rowsOfALeaf());
    List<Row> staying = all.subList(plan.shape().rowsOfALeaf(), all.size());
    root = nodes.keeping(root, moving, rows.layout());
    append(0, nodes.make(0, nodes.leaf(moving, rows.layout())));
    set(root.content().with(nodes.leaf(staying, rows.layout()).rows()));
    makeBranches(0);
  }

  private void append(int height, Entry entry) {
    Entries list = root.content().list(height);
    List<Entry> entries = list.toList();
    entries.add(entry);
    set(root.content().with(height, Entries.of(entries)));
  }

  /// Makes a branch of the oldest children of a height, if there are too many.
  private void makeBranches(int height) {
    List<Entry> entries = root.content().list(height).toList();
    if (entries.size() >= plan.shape().children()) {
      List<Entry> moving = entries.subList(0, plan.shape().childrenOfABranch());
      List<Entry> staying = entries.subList(plan.shape().childrenOfABranch(), entries.size());
      root = nodes.keeping(root, height, moving);
      if (!Ids.areKeptAt(height)) {
        moving.forEach(leaf -> ids.addAll(nodes.read(height, leaf.id()).content().rows()));
      }
      set(root.content().with(height, Entries.of(staying)));
      append(height + 1, nodes.make(height + 1, nodes.branch(height + 1, moving)));
      makeBranches(height + 1);
    }
  }
}
