package io.millrace.model;

/// The ids of events that are done for good, each for a limited time.
interface DoneEvents {

  /// Whether an id was added with a timestamp no further from this one than duplicates are
  /// recognised for; true of some that are further away.
  boolean contains(String eventId, long timestamp);

  void add(String eventId, long timestamp);
}
