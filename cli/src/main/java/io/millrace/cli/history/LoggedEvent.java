package io.millrace.cli.history;

import io.millrace.contracts.Event;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import java.util.Comparator;
import java.util.List;

/// An event of a recorded log on its way to a row: numbers alone, so that millions fit into memory.
///
/// What its id, its entities and its features' cells stand for knows who made it.
final class LoggedEvent {
  /// By time, and of one time by the place in `raw`.
  static final Comparator<LoggedEvent> ORDER =
      Comparator.comparingLong((LoggedEvent event) -> event.time)
          .thenComparingInt(event -> event.partition)
          .thenComparingLong(event -> event.offset);

  final int id;
  final long time;
  final int[] entities;
  final double[] features;
  int label = IdIndex.NONE;
  private final int partition;
  private final long offset;
  private List<Part> missing;

  /// @param entities in the order of the pipeline
  /// @param features in the order of the columns: those of the event itself, and what stands for
  ///   those of its entities as long as they are missing
  LoggedEvent(int id, RoutedEvent routed, int[] entities, double[] features) {
    Event event = routed.event();
    this.id = id;
    this.time = event.time().toEpochMilli();
    this.entities = entities;
    this.features = features;
    this.partition = event.source().partition();
    this.offset = event.source().offset();
    this.missing =
        routed.slip().allParts().stream().filter(part -> !part.equals(Part.EVENT)).toList();
  }

  /// How its place in `raw` compares with another: 0 where it is of that record.
  int compareTo(Position source) {
    return partition == source.partition()
        ? Long.compare(offset, source.offset())
        : Integer.compare(partition, source.partition());
  }

  /// Whether a part is missing no more, but was until now.
  boolean complete(Part part) {
    if (!missing.contains(part)) {
      return false;
    }
    missing = missing.stream().filter(other -> !other.equals(part)).toList();
    return true;
  }

  boolean isComplete() {
    return missing.isEmpty();
  }
}
