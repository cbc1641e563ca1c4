package io.millrace.model;

import org.jspecify.annotations.Nullable;

/// The marks of done events by event id, each for a limited time.
interface DoneEvents {

  /// The mark that was added for an id with a timestamp no further from this one than duplicates
  /// are recognised for; perhaps one that is further away.
  @Nullable DoneMark find(String eventId, long timestamp);

  void add(String eventId, long timestamp, DoneMark mark);
}
