package io.millrace.router;

import io.millrace.contracts.Part;
import java.util.List;

/// What the routes of one release say of an event.
sealed interface RoutedParts {

  /// The parts that its features come in; at least one.
  record Found(List<Part> parts) implements RoutedParts {
    public Found {
      parts = List.copyOf(parts);
    }
  }

  /// It has no way.
  ///
  /// @param reason what in the pipeline leaves it without one
  record None(String reason) implements RoutedParts {}
}
