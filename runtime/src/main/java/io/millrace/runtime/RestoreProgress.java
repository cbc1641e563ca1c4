package io.millrace.runtime;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far a service has come in restoring its stores from their changelogs: as metrics, in the
/// log, and in words for `/readyz`.
///
/// What remains is counted in offsets: a compacted changelog has fewer records. What is done stays
/// counted until all is, lest the whole shrink from partition to partition.
final class RestoreProgress implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);

  private final String service;
  private final StageMetrics metrics;
  private final Map<TopicPartition, Restore> restores = new HashMap<>();

  /// @param topology whose stores have their meters from the start
  RestoreProgress(String service, Topology topology, StageMetrics metrics) {
    this.service = service;
    this.metrics = metrics;
    StateSizes.storesOf(topology).forEach(this::measure);
  }

  private void measure(String store) {
    restored(store);
    metrics.gauge(
        "millrace.restore.remaining.records",
        "Records of changelogs to read back before a partition is processed, at most",
        () -> remaining(store),
        "store",
        store);
    metrics.gauge(
        "millrace.restoring.partitions",
        "Partitions whose state is being restored",
        () -> restoring(store),
        "store",
        store);
  }

  private Counter restored(String store) {
    return metrics.counter(
        "millrace.restored.records", "Records read back from changelogs", "store", store);
  }

  /// The restoring of one partition of a store, whose offsets end before `end`.
  private record Restore(String store, long first, long next, long end, long startNanos) {

    Restore at(long offset) {
      return new Restore(store, first, offset, end, startNanos);
    }

    long total() {
      return Math.max(0, end - first);
    }

    long remaining() {
      return Math.max(0, end - next);
    }
  }

  @Override
  public synchronized void onRestoreStart(
      TopicPartition changelog, String store, long first, long end) {
    Restore restore = new Restore(store, first, first, end, System.nanoTime());
    restores.put(changelog, restore);
    if (restore.total() > 0) {
      LOG.info(
          "{} restores {} of partition {}: {} records at most",
          service,
          store,
          changelog.partition(),
          restore.total());
    }
  }

  @Override
  public synchronized void onBatchRestored(
      TopicPartition changelog, String store, long last, long records) {
    restored(store).increment((double) records);
    restores.computeIfPresent(changelog, (_, restore) -> restore.at(last + 1));
  }

  @Override
  public synchronized void onRestoreEnd(TopicPartition changelog, String store, long records) {
    Restore restore = restores.computeIfPresent(changelog, (_, r) -> r.at(r.end()));
    if (restore != null && restore.total() > 0) {
      LOG.info(
          "{} has restored {} of partition {}: {} records in {} ms",
          service,
          store,
          changelog.partition(),
          records,
          Duration.ofNanos(System.nanoTime() - restore.startNanos()).toMillis());
    }
  }

  /// The partition has gone to another instance.
  @Override
  public synchronized void onRestoreSuspended(
      TopicPartition changelog, String store, long records) {
    restores.remove(changelog);
    LOG.info(
        "{} gives up restoring {} of partition {} after {} records",
        service,
        store,
        changelog.partition(),
        records);
  }

  /// Says that the service processes records: nothing remains, not even of a thread that died.
  synchronized void allDone() {
    restores.clear();
  }

  /// How far it is, such as `1200 of 50000 records`; absent where nothing is being restored.
  synchronized Optional<String> inWords() {
    long total = restores.values().stream().mapToLong(Restore::total).sum();
    long remaining = restores.values().stream().mapToLong(Restore::remaining).sum();
    return remaining == 0
        ? Optional.empty()
        : Optional.of("%d of %d records".formatted(total - remaining, total));
  }

  private synchronized long remaining(String store) {
    return of(store).mapToLong(Restore::remaining).sum();
  }

  private synchronized long restoring(String store) {
    return of(store).filter(restore -> restore.remaining() > 0).count();
  }

  private Stream<Restore> of(String store) {
    return restores.values().stream().filter(restore -> restore.store().equals(store));
  }
}
