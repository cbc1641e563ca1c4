package io.millrace.features;

import java.nio.ByteBuffer;

/// One thing to know of a set of events, such as how many they are.
///
/// What is known of parts of a log is stored, so that a window is put together of parts. Invariant:
/// what is known depends on which events were added or merged since [#start()], not on their order
/// or on how they were divided into parts.
interface Slot {

  void start();

  /// Adds rows of a chunk, their labels as they are known at a time.
  void add(Chunk chunk, long rows, long time);

  /// Adds what was written of other events.
  void merge(ByteBuffer in);

  /// Passes over what was written.
  void skip(ByteBuffer in);

  /// Writes what is known, in at most [#maxBytes()].
  void write(ByteBuffer out);

  int maxBytes();
}
