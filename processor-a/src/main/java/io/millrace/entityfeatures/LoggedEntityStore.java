package io.millrace.entityfeatures;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.PipelineTopics;
import io.millrace.features.EntityStore;
import io.millrace.features.Histories;
import io.millrace.features.SilentEntity;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.CommittedOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// The histories of one partition's entities in RocksDB, with a changelog.
///
/// The roots of histories in use lie in memory and are written before each commit, so that one
/// which changes often is logged once in a commit interval. Under at-least-once that is safe
/// because a replay repairs what a crash leaves: see [EntityStore]. Where few records come, roots
/// are written as they change, so that a commit has little left to write and no record waits for
/// it.
final class LoggedEntityStore implements EntityStore {
  /// Of one partition: the roots of some thousands of entities.
  private static final long IN_MEMORY_BYTES = 32L << 20;

  /// In an interval between two calls: at [EntityTask]'s, some hundred a second.
  private static final int FEW = 10;

  /// More than a record changes, so that what has gathered in a burst is written too.
  private static final int WRITES_A_RECORD = 3;

  private static final int WRITES_AT_REST = 10;

  /// The character '0' follows '/'.
  private static final String AFTER_ROOTS = "root0";

  private final KeyValueStore<String, byte[]> log;
  private final CommittedOffset committedOffset;
  private final Histories histories;
  private Map<String, Long> forgotten = Map.of();
  private long nextOffset;
  private long logTime;

  private LoggedEntityStore(KeyValueStore<String, byte[]> log, CommitMark commits) {
    this.log = log;
    this.committedOffset = new CommittedOffset(commits);
    this.histories = new Histories(this, IN_MEMORY_BYTES);
    commits.beforeCommit(histories::flush);
  }

  /// What a processor's supplier declares to have such a store of a name.
  static Set<StoreBuilder<?>> builders(String name) {
    // As large a record as the other topics take: a history that cannot be logged would be lost.
    Map<String, String> changelog =
        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(PipelineTopics.MAX_BYTES));
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingEnabled(changelog),
        CommitMark.builder(commits(name)));
  }

  /// The store of the processor that this context belongs to.
  static LoggedEntityStore of(ProcessorContext<?, ?> context, String name) {
    return new LoggedEntityStore(context.getStateStore(name), context.getStateStore(commits(name)));
  }

  /// The name of the mark beside a store.
  static String commits(String name) {
    return name + "-commits";
  }

  /// Says that the record at an offset is about to be processed; before anything else is done.
  ///
  /// @param time when it was appended to the log
  void advanceTo(long offset, long time) {
    committedOffset.advanceTo(offset);
    nextOffset = offset + 1;
    logTime = time;
  }

  /// Writes ahead of the next commit, if few records have come since the last time: then most of
  /// what has changed will not change again before it.
  ///
  /// @param records how many have come
  void writeAhead(int records) {
    if (records <= FEW) {
      histories.flush(WRITES_A_RECORD * records + WRITES_AT_REST);
    }
  }

  /// Says since when something must have come of an entity, by kind, for it to be known.
  void forget(Map<String, Long> before) {
    forgotten = before;
  }

  @Override
  public long forgottenBefore(String kind) {
    return forgotten.isEmpty() ? Long.MIN_VALUE : forgotten.getOrDefault(kind, Long.MIN_VALUE);
  }

  /// The first offset after those of the records processed so far; 0 if there were none.
  long nextOffset() {
    return nextOffset;
  }

  /// Some entities in the order of their keys, from the one after `last` on, or from the first.
  List<EntityKey> entitiesAfter(@Nullable EntityKey last, int most) {
    String from = last == null ? SilentEntity.ROOTS : SilentEntity.ROOTS + last;
    List<EntityKey> entities = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> roots = log.range(from, AFTER_ROOTS)) {
      while (roots.hasNext() && entities.size() < most) {
        String key = roots.next().key;
        if (last == null || !key.equals(from)) {
          entities.add(EntityKey.parse(key.substring(SilentEntity.ROOTS.length())));
        }
      }
    }
    return entities;
  }

  /// What it holds, and what is yet to be written to it before the next commit.
  Histories histories() {
    return histories;
  }

  @Override
  public long logTime() {
    return logTime;
  }

  @Override
  public byte @Nullable [] get(String key) {
    return log.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    log.put(key, value);
  }

  @Override
  public void delete(String key) {
    // `delete` would read the value first, to return it.
    log.put(key, null);
  }

  @Override
  public long committedOffset() {
    return committedOffset.committed();
  }

  @Override
  public long uncommittedOffset() {
    return committedOffset.uncommitted();
  }
}
