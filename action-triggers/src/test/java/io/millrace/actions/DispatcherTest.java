package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.runtime.StageMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final BlockingQueue<ActionResult> results = new LinkedBlockingQueue<>();
  private final AtomicInteger retries = new AtomicInteger();
  private final Delivery.Sender sender =
      (after, result) -> {
        if (result == null) {
          retries.incrementAndGet();
        } else {
          results.add(result);
        }
      };

  private Dispatcher dispatcher(Function<Action, Attempt> performer) {
    RetrySchedule schedule = new RetrySchedule(3, Duration.ofMillis(5), 2, Duration.ofMillis(10));
    return Dispatcher.start(
        performer,
        () ->
            new EndpointQueue(
                2,
                schedule,
                new CircuitBreaker(100, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                () -> 0.5),
        System::nanoTime,
        new StageMetrics(registry, Tags.of("service", "action-triggers")));
  }

  private double open(String endpoint) {
    return registry.get("millrace.endpoint.open").tag("endpoint", endpoint).gauge().value();
  }

  @Test
  void endpointThatHangsHoldsUpNoOther() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Function<Action, Attempt> performer =
        action -> {
          if (action.eventId().startsWith("slow")) {
            await(released);
          }
          return new Attempt.Succeeded("HTTP 200");
        };
    try (Dispatcher dispatcher = dispatcher(performer)) {
      for (int i = 0; i < 10; i++) {
        dispatcher.deliver("slow", delivery("slow" + i));
      }
      dispatcher.deliver("quick", delivery("quick"));

      assertThat(nextResult().eventId()).isEqualTo("quick");
      released.countDown();
      for (int i = 0; i < 10; i++) {
        assertThat(nextResult().eventId()).startsWith("slow");
      }
    }
  }

  @Test
  void failureIsTriedAgainToTheEnd() throws Exception {
    try (Dispatcher dispatcher = dispatcher(action -> new Attempt.Failed("HTTP 503"))) {
      dispatcher.deliver("x", delivery("1"));

      assertThat(nextResult())
          .isEqualTo(new ActionResult("1", "block", Status.FAILED, 3, "HTTP 503"));
      assertThat(retries).hasValue(2);
    }
  }

  @Test
  void tellsOfEachEndpointThatItIsNotDown() throws Exception {
    try (Dispatcher dispatcher = dispatcher(action -> new Attempt.Succeeded("HTTP 200"))) {
      dispatcher.measure("known");
      dispatcher.deliver("new", delivery("1"));

      nextResult();

      assertThat(open("known")).isZero();
      assertThat(open("new")).isZero();
    }
  }

  @Test
  void performerThatThrowsIsAFailure() throws Exception {
    Function<Action, Attempt> performer =
        action -> {
          throw new IllegalStateException("broken");
        };
    try (Dispatcher dispatcher = dispatcher(performer)) {
      dispatcher.deliver("x", delivery("1"));

      assertThat(nextResult().answer()).isEqualTo("java.lang.IllegalStateException: broken");
    }
  }

  @Test
  void nothingMoreIsTriedForASenderThatIsGone() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    BlockingQueue<String> tried = new LinkedBlockingQueue<>();
    Function<Action, Attempt> performer =
        action -> {
          tried.add(action.eventId());
          await(released);
          return new Attempt.Succeeded("HTTP 200");
        };
    try (Dispatcher dispatcher = dispatcher(performer)) {
      for (String id : List.of("1", "2", "3", "4")) {
        dispatcher.deliver("x", delivery(id));
      }
      tried.poll(10, TimeUnit.SECONDS);
      tried.poll(10, TimeUnit.SECONDS);

      dispatcher.forget(sender);
      released.countDown();

      nextResult();
      nextResult();
      assertThat(results.poll(200, TimeUnit.MILLISECONDS)).isNull();
      assertThat(tried).isEmpty();
    }
  }

  private ActionResult nextResult() throws InterruptedException {
    ActionResult result = results.poll(10, TimeUnit.SECONDS);
    assertThat(result).isNotNull();
    return Objects.requireNonNull(result);
  }

  private Delivery delivery(String eventId) {
    return new Delivery(TestPipeline.block(eventId), 0, 0, sender);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
