package io.millrace.cli.study;

import io.millrace.cli.history.Happening;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.PastOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A history that happens step by step, with a pause after each step: at the end of a day, and
/// early in the next one.
///
/// What is due at the end of a day shows only when an event of the next one has come; the early
/// pause lets it take effect before most of that day.
final class Lockstep {
  private static final LocalTime EARLY = LocalTime.of(3, 0);

  private final Iterator<Happening> happenings;
  private final Instant end;
  private @Nullable Happening next;

  /// @param happenings in the order of time
  /// @param end what happens then or later does not happen
  Lockstep(Iterator<Happening> happenings, Instant end) {
    this.happenings = happenings;
    this.end = end;
    pull();
  }

  boolean hasNext() {
    return next != null;
  }

  /// Hands on what happens up to the next pause, and returns the time of that.
  ///
  /// Where nothing happens for days there is no pause.
  Instant step(Consumer<Happening> to) {
    Instant pause = next == null ? end : pauseAfter(time(next));
    while (next != null && time(next).isBefore(pause)) {
      to.accept(next);
      pull();
    }
    return pause;
  }

  private void pull() {
    next = happenings.hasNext() ? happenings.next() : null;
    if (next != null && !time(next).isBefore(end)) {
      next = null;
    }
  }

  private static Instant pauseAfter(Instant time) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    Instant early = day.atTime(EARLY).toInstant(ZoneOffset.UTC);
    return time.isBefore(early) ? early : day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Instant time(Happening happening) {
    return switch (happening) {
      case PastEvent event -> event.time();
      case PastOutcome outcome -> outcome.label().knownAt();
    };
  }
}
