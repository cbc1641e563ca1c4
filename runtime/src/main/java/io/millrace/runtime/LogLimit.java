package io.millrace.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Keeps what repeats from filling the log: the first message of a kind is told, then one a minute
/// at most. Safe for use by several threads.
public final class LogLimit {
  private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final Map<String, Kind> kinds = new HashMap<>();

  public LogLimit() {
    this(System::nanoTime);
  }

  LogLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// @param toldAt when one was told last
  /// @param passedOver how many were not told since then
  private record Kind(long toldAt, long passedOver) {

    Kind another() {
      return new Kind(toldAt, passedOver + 1);
    }
  }

  /// Has a message told, unless one of its kind was within the last minute.
  ///
  /// @param kind one of few, as all are remembered
  /// @param message tells it, given how many of its kind were passed over since the last
  public void tell(String kind, LongConsumer message) {
    long passedOver;
    synchronized (kinds) {
      long now = nanoTime.getAsLong();
      Kind before = kinds.get(kind);
      if (before != null && now - before.toldAt() < PAUSE) {
        kinds.put(kind, before.another());
        return;
      }
      kinds.put(kind, new Kind(now, 0));
      passedOver = before == null ? 0 : before.passedOver();
    }
    message.accept(passedOver);
  }
}
