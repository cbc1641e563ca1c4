package io.millrace.trainer.outcomes;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where open cases are kept, and when each of them has to be looked at.
interface OpenCases {

  @Nullable OpenCase find(String eventId);

  void put(OpenCase open);

  void remove(String eventId);

  /// Has a case looked at when events have come to a time; twice for the same time is as once.
  void remind(Reminder reminder);

  void forget(Reminder reminder);

  /// What is to be looked at until a time, that included, in order.
  ///
  /// @param after the reminder to go on after, absent for the first one of all
  List<Reminder> dueUntil(Instant time, @Nullable Reminder after);

  /// That a case has to be looked at when events have come to a time. The earlier comes first.
  record Reminder(Instant at, String eventId) implements Comparable<Reminder> {
    private static final Comparator<Reminder> ORDER =
        Comparator.comparing(Reminder::at).thenComparing(Reminder::eventId);

    @Override
    public int compareTo(Reminder other) {
      return ORDER.compare(this, other);
    }
  }
}
