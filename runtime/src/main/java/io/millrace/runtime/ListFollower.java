package io.millrace.runtime;

import io.millrace.contracts.ListItem;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.expression.Lists;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the topic `lists` from the first time that somebody asks. Safe for use by several
/// threads.
///
/// What counts for an event was written a second before it was ingested, or earlier. So an answer
/// is right if the log was read to its end at some time within the last second: the half of that is
/// left to clocks of brokers that differ.
final class ListFollower implements RecordedLists, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ListFollower.class);
  private static final long FRESH = ListLog.SETTLING.toNanos() / 2;

  /// Less than a stream thread may be away, and long enough for a broker to come back.
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(4);

  private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final PipelineTopics topics;
  private final Map<String, Object> client;
  private final LogLimit limit = new LogLimit();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition read = lock.newCondition();
  private @Nullable Thread follower;

  /// Written by the follower alone.
  private volatile State state = new State(new ListLog(), System.nanoTime() - PATIENCE);

  private volatile boolean closed;

  /// @param log what was read
  /// @param wholeAt when that was all there was, by the clock of the machine, in nanoseconds
  private record State(ListLog log, long wholeAt) {

    boolean isFreshAt(long time) {
      return time - wholeAt <= FRESH;
    }
  }

  /// @param client properties of a Kafka consumer
  ListFollower(PipelineTopics topics, Map<String, Object> client) {
    this.topics = topics;
    this.client = client;
  }

  @Override
  public Lists asOf(long timestamp) {
    return fresh().asOf(timestamp);
  }

  @Override
  public Optional<ListItem> latest(String list, String item) {
    return fresh().latest(list, item);
  }

  private ListLog fresh() {
    State now = state;
    return (now.isFreshAt(System.nanoTime()) ? now : awaitFresh()).log();
  }

  private State awaitFresh() {
    long asked = System.nanoTime();
    lock.lock();
    try {
      start();
      while (!state.isFreshAt(asked)) {
        long left = PATIENCE - (System.nanoTime() - asked);
        if (closed || left <= 0) {
          throw new TimeoutException(
              "%s could not be read to its end: see the log".formatted(topics.lists().name()));
        }
        long _ = read.awaitNanos(left);
      }
      return state;
    } catch (InterruptedException e) {
      throw new InterruptException("interrupted while waiting for the lists", e);
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    if (follower == null && !closed) {
      follower = Thread.ofPlatform().daemon().name("follow-lists").start(this::follow);
    }
  }

  private void follow() {
    while (!closed) {
      try (ListTopic topic = new ListTopic(topics, client)) {
        follow(topic);
      } catch (Throwable e) { // what is thrown from here would end the following
        failed(e);
      }
    }
  }

  private void follow(ListTopic topic) {
    ListLog log = new ListLog();
    while (!closed) {
      try {
        long asked = System.nanoTime();
        topic.readToEnd(log);
        state = new State(log, asked);
        tell();
        topic.poll(PAUSE, log);
      } catch (RetriableException e) { // what was read is right, and it goes on from there
        failed(e);
      }
    }
  }

  private void failed(Throwable e) {
    limit.tell("follow", _ -> LOG.warn("cannot follow the lists now; trying again", e));
    LockSupport.parkNanos(AFTER_FAILURE);
  }

  private void tell() {
    lock.lock();
    try {
      read.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    tell();
    Thread running = follower;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
