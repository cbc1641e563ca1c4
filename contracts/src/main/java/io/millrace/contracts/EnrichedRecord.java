package io.millrace.contracts;

import java.util.ArrayList;
import java.util.List;

/// An event or outcome on its way from entity to entity, as the topic `enriched` of the composed
/// layout holds it: under the first of those that are ahead.
///
/// @param record the event or the outcome
/// @param ahead the entities that it has still to come to
/// @param parts the parts of the event's features that were computed on the way
public record EnrichedRecord(EntityRecord record, List<EntityKey> ahead, List<FeaturePart> parts) {

  public EnrichedRecord {
    ahead = List.copyOf(ahead);
    parts = List.copyOf(parts);
  }

  /// As it goes on from the first of the entities ahead; there must be one.
  public EnrichedRecord past() {
    return new EnrichedRecord(record, ahead.subList(1, ahead.size()), parts);
  }

  /// With one part more.
  public EnrichedRecord with(FeaturePart part) {
    List<FeaturePart> more = new ArrayList<>(parts);
    more.add(part);
    return new EnrichedRecord(record, ahead, more);
  }
}
