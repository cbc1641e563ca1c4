package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointQueueTest {
  private static final long MILLISECOND = 1_000_000L;
  private static final int AT_ONCE = 2;
  private static final Delivery.Sender SENDER = (after, result) -> {};

  private final CircuitBreaker breaker =
      new CircuitBreaker(4, Duration.ofSeconds(1), Duration.ofSeconds(8));
  private final EndpointQueue queue =
      new EndpointQueue(
          AT_ONCE,
          new RetrySchedule(3, Duration.ofMillis(100), 2, Duration.ofSeconds(1)),
          breaker,
          () -> 1.0);

  @Test
  void triesInOrderAndNoMoreAtOnceThanAllowed() {
    add("1");
    add("2");
    add("3");

    Delivery first = next(0);
    Delivery second = next(0);

    assertThat(first.action().eventId()).isEqualTo("1");
    assertThat(second.action().eventId()).isEqualTo("2");
    assertThat(queue.next(0)).isNull();
    assertThat(queue.nextDue()).isEmpty();
    assertThat(queue.ended(first, new Attempt.Succeeded("HTTP 200"), 0))
        .isEqualTo(new ActionResult("1", "block", Status.PERFORMED, 1, "HTTP 200"));
    assertThat(next(0).action().eventId()).isEqualTo("3");
  }

  @Test
  void failureWaitsForItsPauseWhileOthersGoOn() {
    add("1");
    add("2");
    fail(next(0), Duration.ZERO, 0);

    assertThat(next(0).action().eventId()).isEqualTo("2");
    assertThat(queue.next(99 * MILLISECOND)).isNull();
    Delivery again = next(100 * MILLISECOND);
    assertThat(again.action().eventId()).isEqualTo("1");
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    add("1");
    fail(next(0), Duration.ofSeconds(7), 0);

    assertThat(queue.nextDue()).isEqualTo(OptionalLong.of(7_000 * MILLISECOND));
    assertThat(queue.next(6_999 * MILLISECOND)).isNull();
    assertThat(queue.next(7_000 * MILLISECOND)).isNotNull();
  }

  @Test
  void lastFailureAndRefusalEndIt() {
    add("1");
    fail(next(0), Duration.ZERO, 0);
    fail(next(1_000 * MILLISECOND), Duration.ZERO, 0);
    Delivery last = next(2_000 * MILLISECOND);
    add("2");

    assertThat(queue.ended(last, new Attempt.Failed("HTTP 503"), 0))
        .isEqualTo(new ActionResult("1", "block", Status.FAILED, 3, "HTTP 503"));
    assertThat(queue.ended(next(0), new Attempt.Refused("HTTP 404"), 0))
        .isEqualTo(new ActionResult("2", "block", Status.FAILED, 1, "HTTP 404"));
    assertThat(queue.isIdle()).isTrue();
  }

  @Test
  void endpointThatIsDownIsTriedByOneCall() {
    for (int i = 0; i < 4; i++) {
      add("d" + i);
    }
    for (int i = 0; i < 4; i++) {
      fail(next(0), Duration.ZERO, 0);
    }

    assertThat(queue.next(999 * MILLISECOND)).isNull();
    assertThat(queue.nextDue()).isEqualTo(OptionalLong.of(1_000 * MILLISECOND));
    Delivery trial = next(1_000 * MILLISECOND);
    assertThat(queue.next(1_000 * MILLISECOND)).isNull();
    assertThat(queue.nextDue()).isEmpty();
    queue.ended(trial, new Attempt.Succeeded("HTTP 200"), 1_000 * MILLISECOND);
    assertThat(queue.next(1_000 * MILLISECOND)).isNotNull();
  }

  @Test
  void isHeldUpWhileTheEndpointIsDownAndSomethingIsToBeDelivered() {
    for (int i = 0; i < 4; i++) {
      add("d" + i);
    }
    for (int i = 0; i < 3; i++) {
      fail(next(0), Duration.ZERO, 0);
    }
    assertThat(queue.isHeldUp()).isFalse();

    fail(next(0), Duration.ZERO, 0);
    assertThat(queue.isHeldUp()).isTrue();

    Delivery trial = next(1_000 * MILLISECOND);
    assertThat(queue.isHeldUp()).isTrue();
    queue.ended(trial, new Attempt.Succeeded("HTTP 200"), 1_000 * MILLISECOND);
    assertThat(queue.isHeldUp()).isFalse();
  }

  @Test
  void isNotHeldUpByAnEndpointThatNothingIsFor() {
    for (int i = 0; i < 4; i++) {
      add("d" + i);
    }
    for (int i = 0; i < 4; i++) {
      fail(next(0), Duration.ZERO, 0);
    }

    queue.forget(SENDER);

    assertThat(queue.isHeldUp()).isFalse();
  }

  @Test
  void senderThatIsGoneIsForgotten() {
    Delivery.Sender other = (after, result) -> {};
    add("1");
    queue.add(new Delivery(TestPipeline.block("2"), 2, 0, other), 0);

    queue.forget(SENDER);

    assertThat(next(0).action().eventId()).isEqualTo("2");
    assertThat(queue.next(0)).isNull();
  }

  /// Time goes on to where the queue says that something may be due; if it said too late or never,
  /// some action would not end.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyActionEndsWhateverTheEndpointDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> ended = new HashMap<>();
    List<Delivery> inFlight = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      add(Integer.toString(i));
    }

    for (long now = 0; ended.size() < 200; ) {
      for (Delivery due = queue.next(now); due != null; due = queue.next(now)) {
        inFlight.add(due);
      }
      assertThat(inFlight).hasSizeLessThanOrEqualTo(AT_ONCE);
      if (inFlight.isEmpty()) {
        now = queue.nextDue().orElseThrow();
        assertThat(queue.next(now - 1)).isNull();
      } else {
        now += random.nextLong(50 * MILLISECOND);
        Delivery end = inFlight.remove(random.nextInt(inFlight.size()));
        ActionResult result = queue.ended(end, attempt(random), now);
        assertThat(result == null).isEqualTo(result == null && end.attempts() < 3);
        if (result != null) {
          ended.merge(result.eventId(), 1, Integer::sum);
        }
      }
    }

    assertThat(ended.values()).containsOnly(1);
  }

  private static Attempt attempt(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> new Attempt.Succeeded("HTTP 200");
      case 1 -> new Attempt.Refused("HTTP 400");
      case 2 -> new Attempt.Failed("HTTP 429", Duration.ofSeconds(random.nextInt(30)));
      default -> new Attempt.Failed("HTTP 503");
    };
  }

  private void add(String eventId) {
    queue.add(new Delivery(TestPipeline.block(eventId), 1, 0, SENDER), 0);
  }

  private Delivery next(long now) {
    @Nullable Delivery next = queue.next(now);
    assertThat(next).isNotNull();
    return Objects.requireNonNull(next);
  }

  private void fail(Delivery delivery, Duration atLeast, long now) {
    assertThat(queue.ended(delivery, new Attempt.Failed("HTTP 503", atLeast), now)).isNull();
  }
}
