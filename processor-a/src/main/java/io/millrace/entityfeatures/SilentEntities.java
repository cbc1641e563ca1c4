package io.millrace.entityfeatures;

import io.millrace.contracts.EntityKey;
import io.millrace.features.HistoryKeeper;
import io.millrace.features.SilentEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes the entities of a partition of which nothing has come for long, one after the other,
/// beside the stream.
final class SilentEntities {
  /// How many entities are looked at in a round: an entity in a million has its turn in a few
  /// hours.
  private static final int LOOKS = 100;

  /// How many parts of a history are removed in a round.
  private static final int STEPS = 100;

  private final LoggedEntityStore store;
  private @Nullable HistoryKeeper keeper;
  private @Nullable EntityKey last;
  private @Nullable SilentEntity silent;

  SilentEntities(LoggedEntityStore store) {
    this.store = store;
  }

  /// Says how histories are kept from now on.
  void keptBy(HistoryKeeper other) {
    if (keeper != other) {
      keeper = other;
      silent = null;
    }
  }

  /// Goes on a little, once a record has told the time of the log.
  void removeSome() {
    if (keeper == null) {
      return;
    }
    if (silent == null || silent.isDone()) {
      silent = next(keeper);
    }
    if (silent != null) {
      silent.remove(store.nextOffset(), STEPS);
    }
  }

  private @Nullable SilentEntity next(HistoryKeeper keeper) {
    List<EntityKey> entities = store.entitiesAfter(last, LOOKS);
    for (EntityKey entity : entities) {
      last = entity;
      SilentEntity found =
          keeper.silentEntity(entity, store.nextOffset(), store.histories()).orElse(null);
      if (found != null) {
        return found;
      }
    }
    if (entities.size() < LOOKS) {
      last = null;
    }
    return null;
  }
}
