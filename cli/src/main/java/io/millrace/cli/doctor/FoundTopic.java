package io.millrace.cli.doctor;

import java.util.Map;

/// A topic as the brokers have it.
///
/// @param settings all of them, those that nobody set too
record FoundTopic(int partitions, Map<String, String> settings) {
  FoundTopic {
    settings = Map.copyOf(settings);
  }
}
