package io.millrace.cli;

import io.millrace.cli.history.LogReplay;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.release.RecordedReleases;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Position;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.router.RecordedRouting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `events`, where records come to the first of their entities, and `enriched`, where they come to
/// the others.
///
/// `events` is what ingestion wrote: it is routed again, by the releases that were in charge.
/// Before a switch of layouts the other one has read it, so it counts from the first record that
/// `enriched` names. Where events have one entity alone, nothing names it.
record ComposedLog(PipelineDefinition local, KafkaConnection kafka) implements EntityLog {

  @Override
  public List<Topic<?, ?>> topics() {
    return List.of(local.topics().events(), local.topics().enriched());
  }

  @Override
  public void replay(TopicScan scan, LogReplay to) {
    Map<Integer, Long> begun = replayEnriched(scan, to);
    boolean complete =
        scan.beginnings(local.topics().enriched()).values().stream().allMatch(first -> first == 0);
    Map<Integer, Long> beginnings = scan.beginnings(local.topics().events());
    beginnings.forEach((partition, first) -> {
      long from = begun.getOrDefault(partition, 0L);
      to.begin(local.topics().events().name(), partition, complete && from >= first);
    });
    replayEvents(scan, to, beginnings, begun);
  }

  /// Returns for each partition of `events` the first record whose features came by.
  private Map<Integer, Long> replayEnriched(TopicScan scan, LogReplay to) {
    String events = local.topics().events().name();
    Map<Integer, Long> begun = new HashMap<>();
    scan.replay(
        local.topics().enriched(),
        to,
        (at, time, key, record) -> {
          take(to, at, time, key, record.ahead(), record.record());
          for (FeaturePart part : record.parts()) {
            Position source = part.about().source();
            if (source.topic().equals(events)) {
              begun.merge(source.partition(), source.offset(), Math::min);
            }
          }
        });
    return begun;
  }

  private void replayEvents(
      TopicScan scan, LogReplay to, Map<Integer, Long> beginnings, Map<Integer, Long> begun) {
    try (RecordedReleases releases = RecordedReleases.open(local, kafka)) {
      RecordedRouting routing = new RecordedRouting(releases);
      beginWhereTheBeginningIsLost(beginnings, routing, releases, scan);
      scan.read(
          local.topics().events(),
          "replay " + local.topics().events().name(),
          (at, time, key, record) ->
              routing
                  .route(at, record)
                  .filter(_ -> at.offset() >= begun.getOrDefault(at.partition(), 0L))
                  .ifPresent(went -> take(to, at, time, key, went.entities(), went.record())));
    }
  }

  /// A record passes that is by another key than the entity that it is to come to: that one keeps
  /// no history.
  private static void take(
      LogReplay to,
      Position at,
      long time,
      String key,
      List<EntityKey> ahead,
      EntityRecord record) {
    if (!ahead.isEmpty() && ahead.getFirst().toString().equals(key)) {
      to.takeOnce(at, time, ahead.getFirst(), record);
    }
  }

  /// What was in charge there follows from the first assignment that is left, or from the last one
  /// of all.
  private void beginWhereTheBeginningIsLost(
      Map<Integer, Long> beginnings,
      RecordedRouting routing,
      RecordedReleases releases,
      TopicScan scan) {
    if (beginnings.values().stream().allMatch(first -> first == 0)) {
      return;
    }
    Map<Integer, Integer> assigned = new HashMap<>();
    scan.read(
        local.topics().events(),
        "look for assignments",
        (at, time, key, record) -> {
          if (record instanceof Assignment assignment) {
            assigned.putIfAbsent(at.partition(), assignment.number());
          }
        });
    beginnings.forEach((partition, first) -> {
      if (first > 0) {
        releases
            .assignedBefore(assigned.getOrDefault(partition, Integer.MAX_VALUE))
            .ifPresent(assignment -> routing.begin(partition, assignment));
      }
    });
  }
}
