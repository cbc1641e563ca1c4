package io.millrace.router;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Observation;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.StreamRecord;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.CommittedOffset;
import io.millrace.runtime.RejectedRecord;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Puts in the place of a record where it goes, stamped with the release that judges it; and keeps
/// the assignments that say which one does.
final class RouteRecords
    extends ContextualFixedKeyProcessor<String, StreamRecord, Routing.Dispatch> {
  private static final String STORE = "assignments";
  private static final String COMMITS = "assignments-commits";

  /// The one key of a partition's log.
  private static final String KEY = "log";

  private final Router router;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private KeyValueStore<String, AssignmentLog> store;

  @SuppressWarnings("NullAway.Init")
  private CommittedOffset commits;

  private AssignmentLog log = AssignmentLog.EMPTY;

  private RouteRecords(Router router) {
    this.router = router;
  }

  /// Makes the processor, and declares its stores.
  record Supplier(Router router)
      implements FixedKeyProcessorSupplier<String, StreamRecord, Routing.Dispatch> {

    @Override
    public FixedKeyProcessor<String, StreamRecord, Routing.Dispatch> get() {
      return new RouteRecords(router);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(STORE), Serdes.String(), new AssignmentLogSerde()),
          CommitMark.builder(COMMITS));
    }
  }

  @Override
  public void init(FixedKeyProcessorContext<String, Routing.Dispatch> context) {
    super.init(context);
    store = context.getStateStore(STORE);
    commits = new CommittedOffset(context.getStateStore(COMMITS));
    AssignmentLog kept = store.get(KEY);
    log = kept == null ? AssignmentLog.EMPTY : kept;
  }

  @Override
  public void process(FixedKeyRecord<String, StreamRecord> record) {
    long offset = context().recordMetadata().orElseThrow().offset();
    commits.advanceTo(offset);
    switch (record.value()) {
      case Assignment assignment -> take(offset, assignment);
      case Observation observation -> route(record, observation, offset);
    }
  }

  private void take(long offset, Assignment assignment) {
    router.require(assignment);
    log = log.with(offset, assignment).committed(commits.committed());
    store.put(KEY, log);
  }

  private void route(
      FixedKeyRecord<String, StreamRecord> record, Observation observation, long offset) {
    Stamp stamp = log.stamp(offset, observation.entities().getFirst());
    switch (router.route(observation, stamp)) {
      case Routing.Dispatch dispatch -> context().forward(record.withValue(dispatch));
      case Routing.Unroutable(String reason) -> throw new RejectedRecord(reason);
    }
  }
}
