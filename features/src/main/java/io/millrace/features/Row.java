package io.millrace.features;

import java.util.List;

/// What an entity's log keeps of one record: an event, or an outcome that waits for its event.
///
/// Invariant: it is never changed, save that labels are added to it.
final class Row {
  final Moment moment;
  final String id;
  final boolean event;
  final long[] columns;
  final List<Label> labels;

  /// @param id of the event that it is about
  /// @param event whether it is that event, not an outcome that waits for it
  /// @param columns their bits, in the order of the layout
  /// @param labels by offset
  Row(Moment moment, String id, boolean event, long[] columns, List<Label> labels) {
    this.moment = moment;
    this.id = id;
    this.event = event;
    this.columns = columns;
    this.labels = List.copyOf(labels);
  }

  /// An outcome whose event has not come, kept at that event's time.
  static Row waiting(Moment moment, String id, Layout layout, Label label) {
    return new Row(moment, id, false, layout.absent(), List.of(label));
  }

  /// The row as the records before an offset left it; it must be one of them.
  Row before(long offset) {
    List<Label> earlier = labels.stream().filter(label -> label.offset() < offset).toList();
    return earlier.size() == labels.size() ? this : new Row(moment, id, event, columns, earlier);
  }
}
