package io.millrace.cli.console;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A task that is done again and again, whatever it fails of: that is kept until it succeeds.
final class Attempt implements Runnable {
  private final Runnable task;
  private final Duration pause;
  private volatile @Nullable String failure;

  /// @param pause how long to wait after a failure
  Attempt(Runnable task, Duration pause) {
    this.task = task;
    this.pause = pause;
  }

  @Override
  public void run() {
    try {
      task.run();
      failure = null;
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
      rest();
    }
  }

  private void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What it failed of last; empty if it succeeded.
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }
}
