package io.millrace.router;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.StreamRecord;
import io.millrace.runtime.Releases;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From one stream of events to what each processor needs of it: `events` in, [Outputs] out.
public final class RouterTopology {

  private RouterTopology() {}

  /// @param eventsA events and outcomes, once for each entity with stateful features, keyed by it
  /// @param eventsB events keyed by their id
  record Outputs(KStream<String, EntityRecord> eventsA, KStream<String, RoutedEvent> eventsB) {}

  /// Records of `events` in; what of them goes somewhere, and where.
  public static KStream<String, Routing.Dispatch> route(
      Releases releases, KStream<String, StreamRecord> events) {
    return events.processValues(
        new RouteRecords.Supplier(new Router(releases)), Named.as("route-records"));
  }

  static Outputs of(Releases releases, KStream<String, StreamRecord> events) {
    KStream<String, Routing.Dispatch> dispatches = route(releases, events);
    KStream<String, EntityRecord> eventsA =
        dispatches.flatMap((key, dispatch) -> byEntity(dispatch), Named.as("key-by-entity"));
    KStream<String, RoutedEvent> eventsB =
        dispatches.flatMap((key, dispatch) -> byEvent(dispatch), Named.as("key-by-event"));

    return new Outputs(eventsA, eventsB);
  }

  private static List<KeyValue<String, EntityRecord>> byEntity(Routing.Dispatch dispatch) {
    return dispatch.entities().stream()
        .map(entity -> KeyValue.pair(entity.toString(), dispatch.record()))
        .toList();
  }

  private static List<KeyValue<String, RoutedEvent>> byEvent(Routing.Dispatch dispatch) {
    return dispatch.stateless().stream()
        .map(routed -> KeyValue.pair(routed.event().id(), routed))
        .toList();
  }
}
