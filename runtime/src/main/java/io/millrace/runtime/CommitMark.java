package io.millrace.runtime;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/// Tells a processor when what it did can no longer be replayed.
///
/// A processor takes a [#ticket()] for what it does with a record; once [#isCommitted(long)] says
/// so of the ticket, that record's offset is committed. State that only a replay needs may go then.
///
/// Kafka Streams has no listener for commits. But it commits every store of a task after it has
/// committed the task's offsets, so a store that keeps nothing can count commits. Under
/// exactly-once it does so only at the end; there nothing is ever replayed over state that
/// remembers it, and every ticket counts as committed at once.
public final class CommitMark implements StateStore {
  private final String name;
  private boolean open;
  private boolean exactlyOnce;
  private long commits;

  private CommitMark(String name) {
    this.name = name;
  }

  /// What a processor's supplier declares to have a mark.
  public static StoreBuilder<CommitMark> builder(String name) {
    return new CommitMarkBuilder(name, () -> new CommitMark(name));
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
