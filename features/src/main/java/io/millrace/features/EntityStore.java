package io.millrace.features;

import org.jspecify.annotations.Nullable;

/// Where the histories of the entities of one partition are kept: bytes by key, and nothing more.
///
/// Invariant: values are complete in themselves. After a crash every key may hold any of the values
/// that it had since [#committedOffset()]; the replay from there repairs what that leaves behind.
/// Neither side writes to an array once it has changed hands.
public interface EntityStore {

  byte @Nullable [] get(String key);

  void put(String key, byte[] value);

  void delete(String key);

  /// When the record that is worked on was appended to the log, in milliseconds.
  ///
  /// It may step back a little, but never rises with the clock alone: a replay finds it as it was.
  long logTime();

  /// Entities of a kind of which nothing has come since this time are forgotten, however long
  /// histories are kept now: they were forgotten when less was kept.
  default long forgottenBefore(String kind) {
    return Long.MIN_VALUE;
  }

  /// Records at offsets below this one never come again, and all that they wrote is durable.
  ///
  /// It never falls. Too low a value costs space, too high a value costs the exactness of replays.
  long committedOffset();

  /// No record at this offset or a later one has been committed yet, as far as can be known.
  ///
  /// Too high a value costs space, too low a value costs the exactness of replays.
  long uncommittedOffset();
}
