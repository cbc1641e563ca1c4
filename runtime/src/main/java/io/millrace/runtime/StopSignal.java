package io.millrace.runtime;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The process being told to stop, by Ctrl-C or SIGTERM.
///
/// Made first and closed last: the JVM's exit waits until it is closed, so that all that was opened
/// after it is closed in order, before exit hooks tear down what it still needs.
public final class StopSignal implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  public StopSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::holdExit, "stop-signal"));
  }

  /// Waits for the signal, at most this long; true once it has come.
  public boolean await(Duration atMost) throws InterruptedException {
    return told.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void holdExit() {
    told.countDown();
    try {
      boolean _ = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
