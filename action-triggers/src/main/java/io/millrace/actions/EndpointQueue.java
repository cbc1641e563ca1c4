package io.millrace.actions;

import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// The deliveries to one endpoint: which of them may be tried when.
///
/// No more are tried at once than the endpoint may take, each failure waits for its pause or for as
/// long as the endpoint asks, and an endpoint that is down is spared. Times are those of
/// `System.nanoTime()`. Not safe for use by several threads.
final class EndpointQueue {
  private final int atOnce;
  private final RetrySchedule schedule;
  private final CircuitBreaker breaker;
  private final DoubleSupplier jitter;
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::number));

  private int inFlight;
  private long numbers;

  /// @param atOnce how many deliveries may be tried at the same time
  EndpointQueue(int atOnce, RetrySchedule schedule, CircuitBreaker breaker, DoubleSupplier jitter) {
    this.atOnce = atOnce;
    this.schedule = schedule;
    this.breaker = breaker;
    this.jitter = jitter;
  }

  /// A delivery that may be tried from a time on; those due at the same time in order.
  private record Waiting(Delivery delivery, long due, long number) {}

  /// Takes a delivery, to be tried as soon as may be.
  void add(Delivery delivery, long now) {
    add(delivery, now, Duration.ZERO);
  }

  private void add(Delivery delivery, long now, Duration pause) {
    waiting.add(new Waiting(delivery, now + pause.toNanos(), numbers++));
  }

  /// The next delivery that may be tried now; its [end][#ended] must be told.
  @Nullable Delivery next(long now) {
    Waiting first = waiting.peek();
    if (first == null || first.due() - now > 0 || inFlight >= atOnce || !breaker.admits(now)) {
      return null;
    }
    waiting.remove();
    breaker.begin();
    inFlight++;
    return first.delivery().tried();
  }

  /// Takes the end of an attempt.
  ///
  /// @return what came of the action in the end, null if it will be tried again
  @Nullable ActionResult ended(Delivery delivery, Attempt attempt, long now) {
    inFlight--;
    return switch (attempt) {
      case Attempt.Succeeded(String answer) -> {
        breaker.succeeded();
        yield delivery.result(Status.PERFORMED, answer);
      }
      case Attempt.Refused(String answer) -> {
        breaker.succeeded();
        yield delivery.result(Status.FAILED, answer);
      }
      case Attempt.Failed(String answer, Duration atLeast) -> {
        breaker.failed(now);
        if (delivery.attempts() >= schedule.attempts()) {
          yield delivery.result(Status.FAILED, answer);
        }
        Duration pause = schedule.pauseAfter(delivery.attempts(), jitter.getAsDouble());
        add(delivery, now, pause.compareTo(atLeast) > 0 ? pause : atLeast);
        yield null;
      }
    };
  }

  /// Forgets what waits for a sender that is gone.
  void forget(Delivery.Sender sender) {
    waiting.removeIf(each -> each.delivery().sender().equals(sender));
  }

  /// When [#next] may have something again; empty if only the end of an attempt can change that.
  OptionalLong nextDue() {
    Waiting first = waiting.peek();
    if (first == null || inFlight >= atOnce || breaker.isOnTrial()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        breaker.isOpen() && breaker.openUntil() - first.due() > 0
            ? breaker.openUntil()
            : first.due());
  }

  /// Whether deliveries wait, or one is on trial, because the endpoint is down.
  boolean isHeldUp() {
    return breaker.isOpen() && (inFlight > 0 || !waiting.isEmpty());
  }

  boolean isIdle() {
    return inFlight == 0 && waiting.isEmpty() && !breaker.isOpen();
  }
}
