package io.millrace.cli.console;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// One who watches the page: the messages that are on their way to it.
///
/// One that is too slow for a message a second is dropped, so that nobody waits for it.
final class Viewer {
  /// What is sent when there is nothing to say: it keeps the connection open.
  static final String HEARTBEAT = ": still here\n\n";

  private static final int MOST_WAITING = 8;

  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Runnable whenDropped;
  private volatile boolean isDropped;

  /// @param whenDropped ends whatever hinders it from taking messages
  Viewer(Runnable whenDropped) {
    this.whenDropped = whenDropped;
  }

  /// Hands it a message; false if it is dropped, because too many are waiting.
  boolean offer(String message) {
    if (!isDropped && !waiting.offer(message)) {
      drop();
    }
    return !isDropped;
  }

  void drop() {
    isDropped = true;
    whenDropped.run();
  }

  boolean isDropped() {
    return isDropped;
  }

  /// The next message, or a heartbeat if none comes for so long.
  String next(Duration atMost) throws InterruptedException {
    String message = waiting.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    return message == null ? HEARTBEAT : message;
  }
}
