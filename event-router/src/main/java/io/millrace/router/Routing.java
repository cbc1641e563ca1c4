package io.millrace.router;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import java.util.List;
import java.util.Optional;

/// Where a record of `events` goes.
public sealed interface Routing {

  /// To processor-a once for each entity, and to processor-b if the event has a part there.
  record Dispatch(EntityRecord record, List<EntityKey> entities) implements Routing {

    public Dispatch {
      entities = List.copyOf(entities);
    }

    /// What processor-b gets of it.
    Optional<RoutedEvent> stateless() {
      return switch (record) {
        case RoutedEvent event when event.slip().allParts().contains(Part.EVENT) ->
            Optional.of(event);
        case RoutedEvent _, RoutedOutcome _ -> Optional.empty();
      };
    }
  }

  /// Nowhere.
  ///
  /// @param reason what in the pipeline leaves it without a way
  record Unroutable(String reason) implements Routing {}
}
