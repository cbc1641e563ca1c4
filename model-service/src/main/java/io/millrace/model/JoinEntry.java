package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutingSlip;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// What is kept of an event until its prediction is made.
///
/// Invariant: the parts bear different names and name the same parts as theirs; there is at least
/// one.
///
/// @param received the parts that have come, in the order in which they came
record JoinEntry(List<Received> received) {

  JoinEntry {
    received = List.copyOf(received);
    if (received.isEmpty()) {
      throw new IllegalArgumentException("an event is kept for its parts, but there are none");
    }
  }

  /// A part as it was read.
  ///
  /// @param offset in the topic and partition where parts of its name come
  /// @param timestamp of its record
  /// @param headers of its record if the part carries the event; none otherwise, since no one asks
  ///   for them, and those of all parts might be more than a record of the changelog may hold
  record Received(FeaturePart part, long offset, long timestamp, Headers headers) {

    Received {
      headers = part.about().event() == null ? new RecordHeaders() : new RecordHeaders(headers);
    }

    Part name() {
      return part.about().part();
    }

    DoneMark.Place place() {
      return new DoneMark.Place(name(), offset);
    }
  }

  static JoinEntry of(Received first) {
    return new JoinEntry(List.of(first));
  }

  JoinEntry with(Received further) {
    List<Received> all = new ArrayList<>(received);
    all.add(further);
    return new JoinEntry(all);
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
    return carrier() != null;
  }

  /// The latest timestamp of the parts.
  long timestamp() {
    return received.stream().mapToLong(Received::timestamp).max().orElseThrow();
  }

  /// The headers of the part that carries the event, whichever part came last.
  Headers headers() {
    return Objects.requireNonNull(carrier()).headers();
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
    return new JoinedParts(inOrder);
  }

  /// The mark that is left of it when it is done.
  DoneMark mark() {
    return new DoneMark(received.stream().map(Received::place).toList(), !isComplete());
  }

  private @Nullable Received carrier() {
    for (Part name : expected()) {
      Received one = received(name);
      if (one != null && one.part().about().event() != null) {
        return one;
      }
    }
    return null;
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
