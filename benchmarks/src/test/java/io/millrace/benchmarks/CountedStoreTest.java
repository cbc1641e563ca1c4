package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedStoreTest {
  private final CountedStore store = new CountedStore();

  @Test
  void holdsWhatWasWrittenLastAndLogsAllThatWasWritten() {
    store.put("key", new byte[10]);
    store.put("key", new byte[4]);
    store.put("other", new byte[1]);
    store.delete("other");
    store.delete("other");

    assertThat(store.bytes()).isEqualTo(3 + 4);
    assertThat(store.takeLogged()).isEqualTo((3 + 10) + (3 + 4) + (5 + 1) + 5 + 5);
    assertThat(store.takeLogged()).isZero();
  }
}
