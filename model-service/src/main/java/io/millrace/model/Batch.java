package io.millrace.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The ids of the events whose predictions are due, in the order in which they became so.
final class Batch {
  static final int LARGEST = OnnxModel.LARGEST_BATCH;

  private final Set<String> due = new LinkedHashSet<>();

  void add(String eventId) {
    due.add(eventId);
  }

  void remove(String eventId) {
    due.remove(eventId);
  }

  boolean isEmpty() {
    return due.isEmpty();
  }

  boolean isFull() {
    return due.size() >= LARGEST;
  }

  /// The first that are due, as many as are predicted at once.
  List<String> next() {
    return due.stream().limit(LARGEST).toList();
  }
}
