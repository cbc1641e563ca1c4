package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
  private static final TopicPartition FIRST = new TopicPartition("shop.echo-log-changelog", 0);
  private static final TopicPartition SECOND = new TopicPartition("shop.echo-log-changelog", 1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RestoreProgress restores =
      new RestoreProgress(
          "echo", topology(), new StageMetrics(registry, Tags.of("service", "echo")));

  @Test
  void showsEveryStoreThatHasAChangelogAtZeroFromTheStart() {
    assertThat(registry.get("millrace.restored.records").counters())
        .extracting(counter -> counter.getId().getTag("store"))
        .containsExactlyInAnyOrder("log", "index");
    assertThat(metrics()).containsExactly(0.0, 0.0, 0.0);
    assertThat(restores.inWords()).isEmpty();
  }

  @Test
  void tellsWhatIsDoneAndWhatRemainsOfAllPartitions() {
    restores.onRestoreStart(FIRST, "log", 100, 200);
    restores.onRestoreStart(SECOND, "log", 0, 900);

    restores.onBatchRestored(SECOND, "log", 599, 250);

    assertThat(metrics()).containsExactly(2.0, 400.0, 250.0);
    assertThat(restores.inWords()).contains("600 of 1000 records");
  }

  @Test
  void countsAPartitionThatIsDoneUntilAllAre() {
    restores.onRestoreStart(FIRST, "log", 100, 200);
    restores.onRestoreStart(SECOND, "log", 0, 900);

    restores.onBatchRestored(FIRST, "log", 180, 81);
    restores.onRestoreEnd(FIRST, "log", 81);

    assertThat(metrics()).containsExactly(1.0, 900.0, 81.0);
    assertThat(restores.inWords()).contains("100 of 1000 records");
  }

  @Test
  void saysNothingMoreOnceAllPartitionsAreDone() {
    restores.onRestoreStart(FIRST, "log", 0, 200);
    restores.onBatchRestored(FIRST, "log", 199, 200);

    restores.onRestoreEnd(FIRST, "log", 200);

    assertThat(metrics()).containsExactly(0.0, 0.0, 200.0);
    assertThat(restores.inWords()).isEmpty();
  }

  @Test
  void saysNothingOfAPartitionWithoutAnythingToRestore() {
    restores.onRestoreStart(FIRST, "log", 200, 200);

    assertThat(metrics()).containsExactly(0.0, 0.0, 0.0);
    assertThat(restores.inWords()).isEmpty();
  }

  @Test
  void leavesOutAPartitionThatGoesToAnotherInstance() {
    restores.onRestoreStart(FIRST, "log", 0, 200);
    restores.onBatchRestored(FIRST, "log", 99, 100);

    restores.onRestoreSuspended(FIRST, "log", 100);

    assertThat(metrics()).containsExactly(0.0, 0.0, 100.0);
    assertThat(restores.inWords()).isEmpty();
  }

  @Test
  void forgetsWhatADeadThreadHasLeftOnceTheServiceRuns() {
    restores.onRestoreStart(FIRST, "log", 0, 200);

    restores.allDone();

    assertThat(metrics()).containsExactly(0.0, 0.0, 0.0);
    assertThat(restores.inWords()).isEmpty();
  }

  @Test
  void keepsStoresApart() {
    restores.onRestoreStart(new TopicPartition("shop.echo-index-changelog", 0), "index", 0, 70);

    assertThat(metrics()).containsExactly(0.0, 0.0, 0.0);
  }

  /// Of the store `log`: partitions that are restored now, records that remain, records restored.
  private List<Double> metrics() {
    return List.of(
        registry.get("millrace.restoring.partitions").tag("store", "log").gauge().value(),
        registry.get("millrace.restore.remaining.records").tag("store", "log").gauge().value(),
        registry.get("millrace.restored.records").tag("store", "log").counter().count());
  }

  private static Topology topology() {
    Topology topology = new Topology();
    topology.addSource("read", "t").addProcessor("keep", Keep::new, "read");
    for (String store : List.of("log", "index")) {
      topology.addStateStore(
          Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.String()),
          "keep");
    }
    return topology.addStateStore(CommitMark.builder("log-commits"), "keep");
  }

  private static final class Keep extends ContextualProcessor<byte[], byte[], Void, Void> {

    @Override
    public void process(Record<byte[], byte[]> record) {}
  }
}
