package io.millrace.entityfeatures;

import io.millrace.contracts.EntityKey;
import io.millrace.features.FeatureEngine;
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

  private final FeatureEngine engine;
  private final LoggedEntityStore store;
  private @Nullable EntityKey last;
  private @Nullable SilentEntity silent;

  SilentEntities(FeatureEngine engine, LoggedEntityStore store) {
    this.engine = engine;
    this.store = store;
  }

  /// Goes on a little, once a record has told the time of the log.
  void removeSome() {
    if (store.nextOffset() == 0) {
      return;
    }
    if (silent == null || silent.isDone()) {
      silent = next();
    }
    if (silent != null) {
      silent.remove(store.nextOffset(), STEPS);
    }
  }

  private @Nullable SilentEntity next() {
    List<EntityKey> entities = store.entitiesAfter(last, LOOKS);
    for (EntityKey entity : entities) {
      last = entity;
      SilentEntity found =
          engine.silentEntity(entity, store.nextOffset(), store.histories()).orElse(null);
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
