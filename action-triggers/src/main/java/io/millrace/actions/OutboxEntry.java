package io.millrace.actions;

import io.millrace.contracts.Action;
import org.apache.kafka.common.header.Headers;

/// An action that is to be performed, as its record brought it.
///
/// @param place where the record stands in its partition of `actions`
/// @param timestamp the record's
/// @param headers the record's
/// @param attempts how often the action was tried
record OutboxEntry(long place, long timestamp, Headers headers, Action action, int attempts) {

  OutboxEntry after(int attempts) {
    return new OutboxEntry(place, timestamp, headers, action, attempts);
  }
}
