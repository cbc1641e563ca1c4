package io.millrace.router;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Observation;
import io.millrace.contracts.Position;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.StreamRecord;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.Releases;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Routes the records of a recorded `events` once more, each as when it came: by the assignments
/// that stand before it in its partition.
public final class RecordedRouting {
  private static final long BEFORE_ALL = -1;

  private final Router router;
  private final Map<Integer, AssignmentLog> assignments = new HashMap<>();

  /// @param releases all that the log was judged by
  public RecordedRouting(Releases releases) {
    this.router = new Router(releases);
  }

  /// Says what was in charge where a partition begins that has lost its beginning.
  public void begin(int partition, Assignment inCharge) {
    assignments.put(partition, AssignmentLog.EMPTY.with(BEFORE_ALL, inCharge));
  }

  /// Where the next record of a partition went; nowhere if it is an assignment, or a dead letter.
  public Optional<Routing.Dispatch> route(Position at, StreamRecord record) {
    AssignmentLog log = assignments.getOrDefault(at.partition(), AssignmentLog.EMPTY);
    try {
      return switch (record) {
        case Assignment assignment -> {
          router.require(assignment);
          AssignmentLog changed = log.with(at.offset(), assignment);
          assignments.put(at.partition(), changed.committed(at.offset() + 1));
          yield Optional.empty();
        }
        case Observation observation ->
            dispatched(observation, log.stamp(at.offset(), observation.entities().getFirst()));
      };
    } catch (RejectedRecord e) {
      return Optional.empty();
    }
  }

  private Optional<Routing.Dispatch> dispatched(Observation observation, Stamp stamp) {
    return switch (router.route(observation, stamp)) {
      case Routing.Dispatch dispatch -> Optional.of(dispatch);
      case Routing.Unroutable _ -> Optional.empty();
    };
  }
}
