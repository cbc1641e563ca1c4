package io.millrace.features;

/// What is known of all rows below a node.
///
/// @param first the first of them
/// @param last the time of the last of them, in milliseconds
/// @param newest the time of the newest event among them; the lowest of all times if there is none
/// @param known when the positive labels are those that are counted
/// @param ids what can be told of the ids of its own rows; nothing of those further down
/// @param slots what the slots of the plan know of the events
record Summary(Moment first, long last, long newest, Known known, Fingerprints ids, Slots slots) {

  /// What slots wrote, one after the other.
  static final class Slots {
    final byte[] bytes;

    Slots(byte[] bytes) {
      this.bytes = bytes;
    }
  }
}
