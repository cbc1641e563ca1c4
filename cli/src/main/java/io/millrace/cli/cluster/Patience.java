package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import java.time.Duration;

/// Bounds a wait that may take long, as long as it comes nearer to its end.
final class Patience {
  private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(2);

  private final String task;
  private long progress = -1;
  private long progressedAt = System.nanoTime();

  /// @param task what is waited for, such as `recording the log`
  Patience(String task) {
    this.task = task;
  }

  /// Says how far it has come; throws [CommandFailure] if that has not changed for too long.
  void require(long progress) {
    long now = System.nanoTime();
    if (progress != this.progress) {
      this.progress = progress;
      progressedAt = now;
    } else if (now - progressedAt > WITHOUT_PROGRESS.toNanos()) {
      throw new CommandFailure(
          "%s has stood still at %,d for %d s"
              .formatted(task, progress, WITHOUT_PROGRESS.toSeconds()));
    }
  }
}
