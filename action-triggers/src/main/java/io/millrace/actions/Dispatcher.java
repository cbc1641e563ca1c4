package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.runtime.LogLimit;
import io.millrace.runtime.StageMetrics;
import io.millrace.runtime.UnquotedFailure;
import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has deliveries tried, each in a thread of its own, so that no endpoint holds up another or the
/// stream.
final class Dispatcher implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(1);

  private final Function<Action, Attempt> performer;
  private final Supplier<EndpointQueue> newQueue;
  private final LongSupplier nanoTime;
  private final StageMetrics metrics;
  private final LogLimit limit = new LogLimit();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, EndpointQueue> queues = new HashMap<>();
  private final Set<String> measured = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /// @param performer tries an action once, within a bounded time
  /// @param newQueue makes the queue of an endpoint
  private Dispatcher(
      Function<Action, Attempt> performer,
      Supplier<EndpointQueue> newQueue,
      LongSupplier nanoTime,
      StageMetrics metrics) {
    this.performer = performer;
    this.newQueue = newQueue;
    this.nanoTime = nanoTime;
    this.metrics = metrics;
  }

  static Dispatcher start(
      Function<Action, Attempt> performer,
      Supplier<EndpointQueue> newQueue,
      LongSupplier nanoTime,
      StageMetrics metrics) {
    Dispatcher dispatcher = new Dispatcher(performer, newQueue, nanoTime, metrics);
    Thread.ofVirtual().name("deliver-actions").start(dispatcher::run);
    return dispatcher;
  }

  /// Tells of an endpoint in metrics from now on, before the first delivery to it.
  void measure(String endpoint) {
    if (measured.add(endpoint)) {
      metrics.gauge(
          "millrace.endpoint.open",
          "1 while an endpoint is not tried because it is down",
          () -> isHeldUp(endpoint) ? 1 : 0,
          "endpoint",
          endpoint);
    }
  }

  private boolean isHeldUp(String endpoint) {
    lock.lock();
    try {
      EndpointQueue queue = queues.get(endpoint);
      return queue != null && queue.isHeldUp();
    } finally {
      lock.unlock();
    }
  }

  /// Has a delivery tried until something comes of it.
  void deliver(String endpoint, Delivery delivery) {
    lock.lock();
    try {
      queues.computeIfAbsent(endpoint, this::begin).add(delivery, nanoTime.getAsLong());
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private EndpointQueue begin(String endpoint) {
    measure(endpoint);
    return newQueue.get();
  }

  /// Tries nothing more for a sender that is gone. What is being tried is not called back.
  void forget(Delivery.Sender sender) {
    lock.lock();
    try {
      queues.values().forEach(queue -> queue.forget(sender));
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    lock.lock();
    try {
      while (!closed) {
        long now = nanoTime.getAsLong();
        queues.values().forEach(queue -> beginDue(queue, now));
        queues.values().removeIf(EndpointQueue::isIdle);
        long wait = untilDue(now);
        if (wait > 0) {
          long _ = changed.awaitNanos(wait);
        }
      }
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void beginDue(EndpointQueue queue, long now) {
    for (Delivery due = queue.next(now); due != null; due = queue.next(now)) {
      Delivery delivery = due;
      Thread.startVirtualThread(() -> attempt(queue, delivery));
    }
  }

  private long untilDue(long now) {
    long wait = LONGEST_WAIT;
    for (EndpointQueue queue : queues.values()) {
      OptionalLong due = queue.nextDue();
      if (due.isPresent()) {
        wait = Math.min(wait, due.getAsLong() - now);
      }
    }
    return wait;
  }

  private void attempt(EndpointQueue queue, Delivery delivery) {
    Attempt attempt = attempt(delivery.action());
    ActionResult result = end(queue, delivery, attempt);
    delivery.sender().tried(delivery, result);
  }

  private Attempt attempt(Action action) {
    try {
      return performer.apply(action);
    } catch (RuntimeException e) {
      limit.tell(
          action.name() + e.getClass(),
          more ->
              LOG.error(
                  "action {} could not be tried, nor {} since such a line came last",
                  action.name(),
                  more,
                  new UnquotedFailure(e)));
      return new Attempt.Failed(e.toString());
    }
  }

  private @Nullable ActionResult end(EndpointQueue queue, Delivery delivery, Attempt attempt) {
    lock.lock();
    try {
      return queue.ended(delivery, attempt, nanoTime.getAsLong());
    } finally {
      changed.signal();
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
