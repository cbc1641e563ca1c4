package io.millrace.cli.study;

import io.millrace.cli.ProgressBar;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Shows how far a study has come: how many events there will be is judged by the days that have
/// passed.
final class StudyProgress implements StudyRun.Listener {
  private final ProgressBar bar;
  private final Instant end;
  private @Nullable Instant first;

  /// @param end of the history
  StudyProgress(ProgressBar bar, Instant end) {
    this.bar = bar;
    this.end = end;
  }

  @Override
  public void paused(Instant pause, long events) {
    if (first == null) {
      first = pause;
    }
    double passed = Duration.between(first, pause).toSeconds();
    double all = Duration.between(first, end).toSeconds();
    bar.update(events, passed > 0 ? Math.round(events * all / passed) : 0);
  }
}
