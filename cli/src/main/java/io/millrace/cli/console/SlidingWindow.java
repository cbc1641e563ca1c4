package io.millrace.cli.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Values of the last while, each with the time that it came.
final class SlidingWindow<T> {
  private final long window;
  private final Deque<Timed<T>> values = new ArrayDeque<>();

  private record Timed<T>(long nanos, T value) {}

  /// @param window how long a value is kept
  SlidingWindow(Duration window) {
    this.window = window.toNanos();
  }

  void add(long nanos, T value) {
    values.addLast(new Timed<>(nanos, value));
    forgetBefore(nanos - window);
  }

  /// Those that are not older than the window.
  List<T> at(long nanos) {
    forgetBefore(nanos - window);
    return values.stream().map(Timed::value).toList();
  }

  private void forgetBefore(long oldest) {
    while (!values.isEmpty() && values.getFirst().nanos() - oldest < 0) {
      values.removeFirst();
    }
  }
}
