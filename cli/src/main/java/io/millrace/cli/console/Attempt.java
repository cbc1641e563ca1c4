package io.millrace.cli.console;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A task that is done again and again, whatever it fails of: that is kept until it succeeds.
final class Attempt implements Runnable {
  private final Runnable task;
  private volatile @Nullable String failure;

  Attempt(Runnable task) {
    this.task = task;
  }

  @Override
  public void run() {
    try {
      task.run();
      failure = null;
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  /// What it failed of last; empty if it succeeded.
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }
}
