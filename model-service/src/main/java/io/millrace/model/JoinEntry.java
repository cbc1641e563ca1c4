package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutingSlip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept of an event while some of its parts are still to come.
///
/// Invariant: the parts bear different names and name the same parts as theirs; there is at least
/// one.
///
/// @param timestamp the latest record timestamp of the parts
/// @param received the parts that have come, in the order in which they came
record JoinEntry(long timestamp, List<Received> received) {

  JoinEntry {
    received = List.copyOf(received);
    if (received.isEmpty()) {
      throw new IllegalArgumentException("an event is kept for its parts, but there are none");
    }
  }

  /// A part and its offset in the topic and partition where parts of its name come.
  record Received(FeaturePart part, long offset) {

    Part name() {
      return part.about().part();
    }

    DoneMark.Place place() {
      return new DoneMark.Place(name(), offset);
    }
  }

  static JoinEntry of(Received first, long timestamp) {
    return new JoinEntry(timestamp, List.of(first));
  }

  JoinEntry with(Received further, long itsTimestamp) {
    List<Received> all = new ArrayList<>(received);
    all.add(further);
    return new JoinEntry(Math.max(timestamp, itsTimestamp), all);
  }

  String eventId() {
    return received.getFirst().part().about().eventId();
  }

  /// All parts of the event, those that are still to come among them, and who asks for them.
  RoutingSlip slip() {
    return received.getFirst().part().about().slip();
  }

  List<Part> expected() {
    return slip().allParts();
  }

  boolean has(Part name) {
    return received(name) != null;
  }

  /// Whether one of the parts stands at a place.
  boolean has(DoneMark.Place place) {
    for (Received one : received) {
      if (one.offset() == place.offset() && one.name().equals(place.part())) {
        return true;
      }
    }
    return false;
  }

  boolean isComplete() {
    return received.size() == expected().size();
  }

  boolean hasEvent() {
    return received.stream().anyMatch(one -> one.part().about().event() != null);
  }

  /// What there is, to be predicted from.
  JoinedParts joined() {
    List<FeaturePart> inOrder = new ArrayList<>(received.size());
    for (Part name : expected()) {
      Received one = received(name);
      if (one != null) {
        inOrder.add(one.part());
      }
    }
    return new JoinedParts(timestamp, inOrder);
  }

  /// The mark that is left of it when it is done.
  DoneMark mark() {
    return new DoneMark(received.stream().map(Received::place).toList(), !isComplete());
  }

  private @Nullable Received received(Part name) {
    for (Received one : received) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    return null;
  }
}
