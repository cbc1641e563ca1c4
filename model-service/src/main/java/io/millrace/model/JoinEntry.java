package io.millrace.model;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is kept of an event from its first part until it is known for good that it is done.
///
/// Invariant: the parts bear different names and name the same parts as theirs; there is at least
/// one.
sealed interface JoinEntry {

  /// The latest record timestamp of the parts.
  long timestamp();

  List<FeaturePart> parts();

  /// Parts of which some are still to come.
  record Waiting(long timestamp, List<FeaturePart> parts) implements JoinEntry {
    public Waiting {
      parts = copyOfSome(parts);
    }
  }

  /// The parts that a prediction is made of, in the order in which they name themselves.
  ///
  /// @param completedBy the record with the last part; absent where waiting was given up
  record Complete(long timestamp, List<FeaturePart> parts, @Nullable Position completedBy)
      implements JoinEntry {
    public Complete {
      parts = copyOfSome(parts);
    }

    /// The event; every complete entry has it.
    Event theEvent() {
      return event().orElseThrow();
    }
  }

  /// All parts of the event, those that are still to come among them.
  default List<Part> expected() {
    return parts().getFirst().about().parts();
  }

  /// The part with this name, if it is here.
  default Optional<FeaturePart> part(Part name) {
    return parts().stream().filter(part -> part.about().part().equals(name)).findFirst();
  }

  /// The event itself, if the part that carries it is here.
  default Optional<Event> event() {
    return parts().stream().flatMap(part -> Stream.ofNullable(part.about().event())).findFirst();
  }

  private static List<FeaturePart> copyOfSome(List<FeaturePart> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an event is kept for its parts, but there are none");
    }
    return List.copyOf(parts);
  }
}
