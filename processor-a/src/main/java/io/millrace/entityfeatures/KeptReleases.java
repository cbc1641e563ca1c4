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
  private List<Integer> kept = List.of();
  private Map<String, Long> forgotten = Map.of();

  KeptReleases(EntityStore store, ReleaseFeatures.Cache features) {
    this.store = store;
    this.features = features;
  }

  /// The releases whose features are kept at the record at an offset, in rising order.
  List<Integer> at(long offset, Stamp stamp) {
    StampLog log = log();
    boolean isNew =
        !stamp.equals(last)
            || (!log.entries().isEmpty() && log.entries().getLast().offset() >= offset);
    if (isNew) {
      StampLog with = log.with(offset, stamp);
      if (!with.equals(log)) {
        with = with.forgetting(offset, forgottenBefore(offset, log, with));
        store.put(KEY, SERDE.serializer().serialize(KEY, with.committed(store.committedOffset())));
      }
      read = with;
      last = stamp;
      kept = with.kept(offset, stamp);
      forgotten = with.forgotten(offset);
    }
    return kept;
  }

  /// Where more is kept from a record on, some entities stay forgotten that were so before.
  private Map<String, Long> forgottenBefore(long offset, StampLog log, StampLog with) {
    return features
        .of(log.keptAfter(offset - 1))
        .keeper()
        .forgotten(store.logTime(), features.of(with.keptAfter(offset)).keeper());
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
