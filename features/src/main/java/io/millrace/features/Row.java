package io.millrace.features;

import java.util.Arrays;
import java.util.List;

/// What an entity's log keeps of one record: an event, or an outcome that waits for its event.
///
/// Invariant: it is never changed, save that labels are added to it.
final class Row {
  final long offset;
  final long time;
  final String id;
  final boolean event;
  final double[] numbers;
  final String[] texts;
  final List<Label> labels;

  private Row(Place place, boolean event, double[] numbers, String[] texts, List<Label> labels) {
    this.offset = place.offset();
    this.time = place.time();
    this.id = place.id();
    this.event = event;
    this.numbers = numbers;
    this.texts = texts;
    this.labels = List.copyOf(labels);
  }

  /// Where a record stands: in its partition, in time, and by the event that it is about.
  record Place(long offset, long time, String id) {}

  /// An event with the labels that came before it.
  static Row event(Place place, double[] numbers, String[] texts, List<Label> labels) {
    return new Row(place, true, numbers, texts, labels);
  }

  /// An outcome whose event has not come, kept at that event's time.
  static Row waiting(Place place, Layout layout, Label label) {
    double[] numbers = new double[layout.numbers().size()];
    Arrays.fill(numbers, Double.NaN);
    String[] texts = new String[layout.texts().size()];
    Arrays.fill(texts, "");
    return new Row(place, false, numbers, texts, List.of(label));
  }
}
