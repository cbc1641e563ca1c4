package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final FakeOutside fake = new FakeOutside();
  private final RetrySchedule schedule =
      new RetrySchedule(3, Duration.ofMillis(100), 2, Duration.ofSeconds(1));

  @Test
  void performedAtOnceIsOneAttempt() {
    ActionResult result = make(new Attempt.Succeeded("HTTP 200"));

    assertThat(result).isEqualTo(new ActionResult("1", "block", Status.PERFORMED, 1, "HTTP 200"));
    assertThat(fake.pauses()).isEmpty();
  }

  @Test
  void failureIsTriedAgainAfterAPause() {
    ActionResult result =
        make(
            new Attempt.Failed("HTTP 503"),
            new Attempt.Failed("HTTP 429"),
            new Attempt.Succeeded("HTTP 204"));

    assertThat(result).isEqualTo(new ActionResult("1", "block", Status.PERFORMED, 3, "HTTP 204"));
    assertThat(fake.pauses()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void lastFailureEndsItWithoutAPause() {
    ActionResult result =
        make(
            new Attempt.Failed("HTTP 500"),
            new Attempt.Failed("HTTP 501"),
            new Attempt.Failed("HTTP 502"));

    assertThat(result).isEqualTo(new ActionResult("1", "block", Status.FAILED, 3, "HTTP 502"));
    assertThat(fake.pauses()).hasSize(2);
  }

  @Test
  void refusalIsNotTriedAgain() {
    ActionResult result = make(new Attempt.Failed("HTTP 500"), new Attempt.Refused("HTTP 400"));

    assertThat(result).isEqualTo(new ActionResult("1", "block", Status.FAILED, 2, "HTTP 400"));
  }

  @Test
  void interruptLeavesTheActionUndecided() {
    Outside impatient =
        new Outside(
            () -> FakeOutside.NOW,
            pause -> {
              throw new InterruptedException("stop");
            },
            () -> 0);
    Attempts attempts =
        new Attempts(answering(new Attempt.Failed("HTTP 500")), schedule, impatient);

    assertThatThrownBy(() -> attempts.make(TestPipeline.block("1")))
        .isInstanceOf(InterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private ActionResult make(Attempt... answers) {
    return new Attempts(answering(answers), schedule, fake.outside()).make(TestPipeline.block("1"));
  }

  private static Performers answering(Attempt... answers) {
    Deque<Attempt> left = new ArrayDeque<>(List.of(answers));
    Performer<ToWebhook> webhook = (action, target) -> left.removeFirst();
    return new Performers(AttemptsTest::unexpected, AttemptsTest::unexpected, webhook);
  }

  private static Attempt unexpected(Action action, Action.Target target) {
    throw new AssertionError("not a webhook: " + action + target);
  }
}
