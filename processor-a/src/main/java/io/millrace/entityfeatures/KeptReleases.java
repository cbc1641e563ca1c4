package io.millrace.entityfeatures;

import io.millrace.contracts.Stamp;
import io.millrace.features.EntityStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows whose features are kept at each record of a partition, after a restart too.
final class KeptReleases {
  private static final String KEY = "stamps";
  private static final StampLogSerde SERDE = new StampLogSerde();

  private final EntityStore store;
  private final ReleaseFeatures.Cache features;
  private @Nullable StampLog read;
  private @Nullable Stamp last;

  /// At the last record, whatever its own stamp; a late one asks for more, for itself alone.
  private List<Integer> keptByAll = List.of();

  private List<Integer> kept = List.of();
  private Map<String, Long> forgotten = Map.of();

  KeptReleases(EntityStore store, ReleaseFeatures.Cache features) {
    this.store = store;
    this.features = features;
  }

  /// The releases whose features are kept at the record at an offset, in rising order.
  List<Integer> at(long offset, Stamp stamp) {
    boolean isNew =
        !stamp.equals(last)
            || (!log().entries().isEmpty() && log().entries().getLast().offset() >= offset);
    if (isNew) {
      enter(offset, stamp);
      last = stamp;
      kept = log().kept(offset, stamp);
      forgotten = log().forgotten(offset);
    }
    if (!kept.equals(keptByAll)) {
      forgotten = StampLog.latest(log().forgotten(offset), forgottenBetween(keptByAll, kept));
    }
    return kept;
  }

  /// Where more is kept from a record on, some entities stay forgotten that were so before.
  private void enter(long offset, Stamp stamp) {
    StampLog log = log();
    StampLog with = log.with(offset, stamp);
    keptByAll = with.keptAfter(offset);
    if (!with.equals(log)) {
      with = with.forgetting(offset, forgottenBetween(log.keptAfter(offset - 1), keptByAll));
      store.put(KEY, SERDE.serializer().serialize(KEY, with.committed(store.committedOffset())));
    }
    read = with;
  }

  /// By kind, those that are forgotten where some releases are kept and would not be with others.
  private Map<String, Long> forgottenBetween(List<Integer> before, List<Integer> after) {
    return features.of(before).keeper().forgotten(store.logTime(), features.of(after).keeper());
  }

  /// Those that were kept at the last record; the folder's before the first one.
  List<Integer> latest() {
    forgotten = log().forgotten(Long.MAX_VALUE);
    return log().keptAfter(Long.MAX_VALUE);
  }

  /// By kind, the entities of which nothing has come since this time stay forgotten at the record
  /// that was asked about last.
  Map<String, Long> forgotten() {
    return forgotten;
  }

  private StampLog log() {
    if (read == null) {
      StampLog stored = SERDE.deserializer().deserialize(KEY, store.get(KEY));
      read = stored == null ? StampLog.EMPTY : stored;
    }
    return read;
  }
}
