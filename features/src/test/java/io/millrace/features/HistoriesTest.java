package io.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.definition.PipelineDefinition;
import org.junit.jupiter.api.Test;

class HistoriesTest {
  private static final PipelineDefinition PIPELINE = Pipelines.handbook();
  private static final EntityPlan PLAN =
      new EntityPlan(
          PIPELINE.statefulFeaturesOf("card"), PIPELINE.event().schema(), TreeShape.DEFAULT);

  private final MemoryEntityStore store = new MemoryEntityStore();
  private final Histories histories = Histories.inMemory(store);

  @Test
  void writesSomeOfWhatHasChangedTheLongestWaitingFirst() {
    put("a");
    put("b");
    put("a");

    histories.flush(1);

    assertThat(store.get("a")).isNotNull();
    assertThat(store.get("b")).isNull();
    histories.flush(10);
    assertThat(store.get("b")).isNotNull();
  }

  @Test
  void writesWhatHasNotChangedSinceNoSecondTime() {
    put("a");
    histories.flush(1);
    store.delete("a");

    histories.flush();

    assertThat(store.size()).isZero();
    put("a");
    histories.flush();
    assertThat(store.size()).isOne();
  }

  @Test
  void doesNotWriteWhatWasDeleted() {
    put("a");
    histories.delete("a");

    histories.flush();

    assertThat(store.size()).isZero();
    assertThat(histories.read("a", PLAN)).isNull();
  }

  private void put(String key) {
    histories.put(key, Node.empty(PLAN.layout()), PLAN);
  }
}
