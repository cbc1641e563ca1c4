package io.millrace.entityfeatures;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.Releases;
import io.millrace.runtime.ServiceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// One partition's processor, between two crashes, over a store that can lose writes.
///
/// Kafka's test driver assigns offsets itself and cannot crash; here the test says what offset a
/// record has, when a commit is made, and what a crash leaves.
final class CrashingTask {
  private final MockProcessorContext<String, FeaturePart> context = new MockProcessorContext<>();
  private final KeyValueStore<String, byte[]> log =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(ComputeEntityFeatures.Supplier.LOG),
              Serdes.String(),
              Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private final CommitMark commits =
      CommitMark.builder(LoggedEntityStore.commits(ComputeEntityFeatures.Supplier.LOG)).build();
  private final Processor<String, EntityRecord, String, FeaturePart> processor;
  private final List<Map<String, byte[]>> sinceCommit = new ArrayList<>();

  /// A task that finds these histories when it starts.
  CrashingTask(Releases releases, Map<String, byte[]> restored) {
    init(log);
    init(commits);
    restored.forEach(log::put);
    sinceCommit.add(restored);
    processor = supplier(releases).get();
    processor.init(context);
  }

  /// What the record is answered, if anything.
  @Nullable FeaturePart process(long offset, String key, EntityRecord value) {
    context.resetForwards();
    context.setRecordMetadata("orders.events-a", 1, offset);
    processor.process(new Record<>(key, value, 0));
    sinceCommit.add(histories());
    return context.forwarded().isEmpty() ? null : context.forwarded().getFirst().record().value();
  }

  /// Commits the offsets of all that was processed.
  void commit() {
    commits.flushCache();
    commits.commit(Map.of());
    sinceCommit.clear();
    sinceCommit.add(histories());
  }

  /// What a crash leaves: for each key any of the values it had since the last commit.
  Map<String, byte[]> crash(Random random) {
    Set<String> keys = new TreeSet<>();
    sinceCommit.forEach(histories -> keys.addAll(histories.keySet()));
    Map<String, byte[]> left = new HashMap<>();
    for (String key : keys) {
      byte[] value = sinceCommit.get(random.nextInt(sinceCommit.size())).get(key);
      if (value != null) {
        left.put(key, value);
      }
    }
    return left;
  }

  private Map<String, byte[]> histories() {
    Map<String, byte[]> histories = new HashMap<>();
    try (var all = log.all()) {
      all.forEachRemaining(history -> histories.put(history.key, history.value));
    }
    return histories;
  }

  private void init(StateStore store) {
    store.init(context.getStateStoreContext(), store);
  }

  private static ComputeEntityFeatures.Supplier supplier(Releases releases) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "orders.processor-a");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    ServiceContext service =
        new ServiceContext(
            "processor-a", releases, Map.of(), properties, new SimpleMeterRegistry());
    return new ComputeEntityFeatures.Supplier(new EntityStage(service));
  }
}
