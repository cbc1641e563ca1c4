package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedModelTest {
  private static final ModelBinding BINDING =
      ModelBinding.ofNumbers(
          List.of("a", "b", "c"), Map.of(), List.of(new ModelOutput("score", 0)));

  private final CountingModel model = new CountingModel();
  private final SharedModel<CountingModel> shared = new SharedModel<>(model);

  @Test
  void closesARetiredModelWhenTheLastLeaseIsReturned() throws IOException {
    SharedModel<CountingModel>.Lease first = shared.acquire().orElseThrow();
    SharedModel<CountingModel>.Lease second = shared.acquire().orElseThrow();

    shared.retire();

    first.close();
    assertThat(model.closes).isZero();
    second.close();
    assertThat(model.closes).isEqualTo(1);
  }

  @Test
  void closesAModelThatNoOneRunsAtOnceAndOnlyOnce() throws IOException {
    shared.acquire().orElseThrow().close();
    assertThat(model.closes).isZero();

    shared.retire();
    shared.retire();

    assertThat(model.closes).isEqualTo(1);
  }

  @Test
  void lendsNoModelThatIsRetired() throws IOException {
    try (SharedModel<CountingModel>.Lease running = shared.acquire().orElseThrow()) {
      shared.retire();

      assertThat(shared.acquire()).isEmpty();
      assertThat(running.model()).isSameAs(model);
    }
    assertThat(shared.acquire()).isEmpty();
  }

  @Test
  void countsALeaseThatIsReturnedTwiceOnce() throws IOException {
    SharedModel<CountingModel>.Lease twice = shared.acquire().orElseThrow();
    SharedModel<CountingModel>.Lease other = shared.acquire().orElseThrow();
    twice.close();
    twice.close();

    shared.retire();

    assertThat(model.closes).isZero();
    assertThat(other.model()).isSameAs(model);
    assertThatThrownBy(twice::model).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void neverClosesASessionThatAThreadRuns() throws Exception {
    byte[] onnx = OnnxFixtures.linear(0.5f, 1, 2, 3);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 200; round++) {
        SharedModel<OnnxModel> session = new SharedModel<>(OnnxModel.load("m", onnx, BINDING));
        CountDownLatch running = new CountDownLatch(3);
        List<Future<Integer>> runs = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
          runs.add(threads.submit(runsUntilRetired(session, running)));
        }
        running.await();

        session.retire();

        for (Future<Integer> run : runs) {
          assertThat(run.get(10, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(session.acquire()).isEmpty();
      }
    }
  }

  private static Callable<Integer> runsUntilRetired(
      SharedModel<OnnxModel> session, CountDownLatch running) {
    return () -> {
      int runs = 0;
      while (true) {
        Optional<SharedModel<OnnxModel>.Lease> lease = session.acquire();
        if (lease.isEmpty()) {
          return runs;
        }
        try (SharedModel<OnnxModel>.Lease held = lease.get()) {
          double[][] rows = {{1, 2, 3}, {4, 5, 6}};
          assertThat(held.model().score(rows).row(1)).containsExactly(32.5);
        }
        if (runs++ == 0) {
          running.countDown();
        }
      }
    };
  }

  private static final class CountingModel implements Closeable {
    private int closes;

    @Override
    public void close() {
      closes++;
    }
  }
}
