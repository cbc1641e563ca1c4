package io.millrace.contracts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an event carries through the pipeline: who judges it, and in which parts its features come.
///
/// @param stamp the releases that are asked
/// @param parts what the judging release's route asks for
/// @param shadowParts what the shadow's route asks for; empty without a shadow
public record RoutingSlip(Stamp stamp, List<Part> parts, List<Part> shadowParts) {

  public RoutingSlip {
    parts = List.copyOf(parts);
    shadowParts = List.copyOf(shadowParts);
    if (parts.isEmpty() || hasTwice(parts) || hasTwice(shadowParts)) {
      throw new IllegalArgumentException(
          "an event needs parts, each once: %s and %s".formatted(parts, shadowParts));
    }
    if ((stamp.shadow() == null) != shadowParts.isEmpty()) {
      throw new IllegalArgumentException(
          "the shadow's parts are %s, but the shadow is %s".formatted(shadowParts, stamp.shadow()));
    }
  }

  /// The slip of an event that the folder judges which the services were started with.
  public static RoutingSlip of(List<Part> parts) {
    return new RoutingSlip(Stamp.NONE, parts, List.of());
  }

  /// All parts that come, each once; the first one carries the event.
  public List<Part> allParts() {
    if (shadowParts.isEmpty() || parts.containsAll(shadowParts)) {
      return parts;
    }
    Set<Part> all = new LinkedHashSet<>(parts);
    all.addAll(shadowParts);
    return List.copyOf(all);
  }

  private static boolean hasTwice(List<Part> parts) {
    for (int i = 1; i < parts.size(); i++) {
      if (parts.subList(0, i).contains(parts.get(i))) {
        return true;
      }
    }
    return false;
  }
}
