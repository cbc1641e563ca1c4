package io.millrace.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replaces a stream thread that died, so that what was passing heals; when it keeps dying, stops
/// the service, so that what watches it sees it down.
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final int TIMES = 5;
  private static final Duration WITHIN = Duration.ofMinutes(5);

  private final String service;
  private final Deque<Long> deaths = new ArrayDeque<>();

  ThreadReplacement(String service) {
    this.service = service;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
    long now = System.nanoTime();
    deaths.addLast(now);
    while (now - deaths.getFirst() > WITHIN.toNanos()) {
      deaths.removeFirst();
    }
    if (deaths.size() > TIMES || exception instanceof Error) {
      LOG.error("{} stops: its stream thread keeps dying", service, exception);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("{} replaces a stream thread that died", service, exception);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
