package io.millrace.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/// Tells a processor when a commit is about to be made, and when what it did can no longer be
/// replayed.
///
/// What a processor keeps in memory is written to a logged store [before][#beforeCommit(Runnable)]
/// the offsets are committed that it comes from. And a processor takes a [#ticket()] for what it
/// does with a record; once [#isCommitted(long)] says so of the ticket, that record's offset is
/// committed, and state that only a replay needs may go.
///
/// Kafka Streams has no listener for commits. But before it commits a task's offsets it flushes the
/// caches of the task's stores, and afterwards it commits every store; so a store that keeps
/// nothing can tell of both. Under exactly-once it commits stores only at the end; there nothing is
/// ever replayed over state that remembers it, and every ticket counts as committed at once.
public final class CommitMark implements StateStore, CachedStateStore<Object, Object> {
  private static final String SUFFIX = "-commits";

  private final String name;
  private final List<Runnable> beforeCommit = new ArrayList<>();
  private boolean open;
  private boolean exactlyOnce;
  private long commits;

  private CommitMark(String name) {
    this.name = name;
  }

  /// What a processor's supplier declares to have a mark.
  ///
  /// @param name ends in `-commits`, so that it is known from stores that keep something
  public static StoreBuilder<CommitMark> builder(String name) {
    if (!isNameOfOne(name)) {
      throw new IllegalArgumentException(
          "'%s' is no name of a commit mark: let it end in %s".formatted(name, SUFFIX));
    }
    return new CommitMarkBuilder(name, () -> new CommitMark(name));
  }

  static boolean isNameOfOne(String store) {
    return store.endsWith(SUFFIX);
  }

  /// Has something done before each commit, after all records that it covers. It may write to
  /// stores that are logged and not cached; a cached one may have been flushed already.
  public void beforeCommit(Runnable action) {
    beforeCommit.add(action);
  }

  /// The same for what a processor forwards; to be called in its `init`. Kafka Streams lets it
  /// forward then only if told which processor does, as the caches of its own stores tell it.
  public void forwardBeforeCommit(ProcessorContext<?, ?> context, Runnable action) {
    InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) context;
    ProcessorNode<?, ?, ?, ?> processor = internal.currentNode();
    beforeCommit(() -> {
      ProcessorNode<?, ?, ?, ?> before = internal.currentNode();
      internal.setCurrentNode(processor);
      try {
        action.run();
      } finally {
        internal.setCurrentNode(before);
      }
    });
  }

  /// Stands for all that is done until the next commit.
  public long ticket() {
    return commits;
  }

  /// Whether what the ticket stands for is committed.
  public boolean isCommitted(long ticket) {
    return exactlyOnce || ticket < commits;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    exactlyOnce =
        StreamsConfig.EXACTLY_ONCE_V2.equals(
            context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void flushCache() {
    beforeCommit.forEach(Runnable::run);
  }

  @Override
  public void clearCache() {
    // Nothing is kept here.
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    commits++;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
