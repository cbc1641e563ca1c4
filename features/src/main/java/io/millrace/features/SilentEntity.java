package io.millrace.features;

import io.millrace.contracts.EntityKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The removal of an entity of which nothing has come for so long that it counts for nothing any
/// more: from the bottom up, a few steps at a time.
///
/// First go the ids, then the leaves, then the branches height by height, at last the root: each
/// layer once the removal of the one before is committed. So whatever a crash leaves can be found
/// from the root, and is removed when it is tried again. A record that comes meanwhile finds the
/// entity forgotten, as it would without that.
public final class SilentEntity {
  /// What the keys of a store begin with under which there is a root; the entity follows.
  public static final String ROOTS = "root/";

  private static final int IDS = -1;

  /// The log's time may step back: its records come from several partitions. What is removed must
  /// be forgotten for whatever comes next.
  private static final long LATER = Duration.ofHours(12).toMillis();

  private final EntityKey key;
  private final String entity;
  private final Histories histories;
  private final EntityPlan plan;
  private int layer = IDS;
  private @Nullable Deque<Place> left;
  private long since;
  private boolean done;

  /// @param indexed whether the ids of the rows below it have keys
  private record Place(int height, long id, boolean indexed) {}

  private SilentEntity(EntityKey key, long offset, Histories histories, EntityPlan plan) {
    this.key = key;
    this.entity = key.toString();
    this.since = offset;
    this.histories = histories;
    this.plan = plan;
  }

  static Optional<SilentEntity> of(
      EntityKey key, long offset, Histories histories, EntityPlan plan) {
    SilentEntity entity = new SilentEntity(key, offset, histories, plan);
    long now = histories.store().logTime() - LATER;
    return Optional.ofNullable(histories.peek(ROOTS + key, plan))
        .filter(root -> entity.isSilent(root, now))
        .map(root -> entity);
  }

  /// Whether there is nothing left to do.
  public boolean isDone() {
    return done;
  }

  /// Takes some steps, if those before are committed.
  ///
  /// @param offset of the record that comes next in the partition, of whatever entity
  public void remove(long offset, int steps) {
    if (done || histories.store().committedOffset() <= since) {
      return;
    }
    Nodes nodes = nodes(offset);
    Node root = nodes.readRoot();
    if (!isSilent(root, histories.store().logTime())) {
      done = true;
      return;
    }
    Deque<Place> places = left == null ? places(root) : left;
    left = places;
    for (int step = 0; step < steps && !places.isEmpty(); step++) {
      visit(places.pop(), nodes, new Ids(entity, offset, histories.store()));
    }
    if (places.isEmpty()) {
      endLayer(root, nodes, offset);
    }
  }

  private boolean isSilent(Node root, long now) {
    long forgotten = histories.store().forgottenBefore(key.entity());
    return root.life().isOver(Math.max(plan.forgottenBefore(now), forgotten));
  }

  private Nodes nodes(long offset) {
    return new Nodes(entity, offset, histories, plan);
  }

  private void endLayer(Node root, Nodes nodes, long offset) {
    if (places(root).isEmpty()) {
      nodes.deleteRoot();
      done = true;
    } else {
      layer++;
      left = null;
      since = offset;
    }
  }

  /// Where this layer is to be found, as far as the root says.
  private Deque<Place> places(Node root) {
    Deque<Place> places = new ArrayDeque<>();
    for (int height = Math.max(layer, 0); height < root.content().lists().size(); height++) {
      Entries list = root.content().list(height);
      for (int i = 0; i < list.size; i++) {
        places.push(new Place(height, list.id(i), Ids.areKeptAt(height)));
      }
    }
    for (Removal removal : root.removals()) {
      if (removal.height() >= layer) {
        places.push(new Place(removal.height(), removal.id(), removal.indexed()));
      }
    }
    return places;
  }

  private void visit(Place place, Nodes nodes, Ids ids) {
    if (place.height() == layer) {
      nodes.delete(place.height(), place.id());
      return;
    }
    Content content = nodes.read(place.height(), place.id()).content();
    if (place.indexed()) {
      ids.removeAll(content.rows());
    }
    if (place.height() > 0) {
      Entries children = content.list(place.height() - 1);
      for (int i = 0; i < children.size; i++) {
        Objects.requireNonNull(left)
            .push(new Place(place.height() - 1, children.id(i), place.indexed()));
      }
    }
  }
}
