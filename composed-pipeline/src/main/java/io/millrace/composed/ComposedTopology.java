package io.millrace.composed;

import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.Prediction;
import io.millrace.decision.DecisionTopology;
import io.millrace.decision.Located;
import io.millrace.entityfeatures.EntityStage;
import io.millrace.eventfeatures.EventStage;
import io.millrace.model.Predictor;
import io.millrace.router.Routing;
import io.millrace.runtime.ServiceContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From routed events to decisions by way of their entities, one after the other: each adds its
/// part of the features, and at the last of them everything is there.
///
/// There is nothing to join, and nothing that a part could be lost from.
final class ComposedTopology {
  private static final String WAY = "way-";
  private static final String TO_NEXT = "to-next-entity";
  private static final String UNIQUE = "unique";
  private static final String NOT_KNOWN_AS_UNIQUE = "not-known-as-unique";

  private final EntityStage entityStage;
  private final EventStage eventStage;
  private final Predictor predictor;
  private final DecisionTopology decisions;

  ComposedTopology(ServiceContext context) {
    entityStage = new EntityStage(context);
    eventStage = new EventStage(context);
    predictor = Predictor.of(context);
    decisions = new DecisionTopology(context);
  }

  record Outputs(KStream<String, Prediction> predictions, DecisionTopology.Streams decided) {}

  /// Takes records into the history of their first entity, which is the key of `events`.
  KStream<String, Enriched> begin(KStream<String, Routing.Dispatch> dispatches) {
    return enrich(
        "first",
        dispatches.mapValues(
            dispatch -> new EnrichedRecord(dispatch.record(), dispatch.entities(), List.of()),
            Named.as("begin-enrichment")));
  }

  /// Takes records into the history of the entity that they have come to.
  KStream<String, Enriched> goOn(KStream<String, EnrichedRecord> records) {
    return enrich("next", records);
  }

  private KStream<String, Enriched> enrich(
      String entities, KStream<String, EnrichedRecord> records) {
    return records.process(
        new EnrichRecords.Supplier(entityStage, entities, decisions.duplicatesDropped()),
        Named.as("enrich-by-" + entities));
  }

  /// @param toNextEntity what has still to come to an entity, by it
  /// @param complete events that have been at all of theirs, by event id, each once
  record Ways(
      KStream<String, EnrichedRecord> toNextEntity, KStream<String, EnrichedRecord> complete) {}

  /// Where records go that have been at an entity.
  Ways goingFrom(KStream<String, Enriched> enriched) {
    Map<String, KStream<String, Enriched>> ways =
        enriched
            .split(Named.as(WAY))
            .branch((entity, record) -> record.goesOn(), Branched.as(TO_NEXT))
            .branch((entity, record) -> record.isComplete() && record.unique(), Branched.as(UNIQUE))
            .branch((entity, record) -> record.isComplete(), Branched.as(NOT_KNOWN_AS_UNIQUE))
            .noDefaultBranch();
    return new Ways(
        way(ways, TO_NEXT)
            .map(
                (entity, record) ->
                    KeyValue.pair(record.record().ahead().getFirst().toString(), record.record()),
                Named.as("key-by-next-entity")),
        decisions
            .dropDuplicates(byEvent(way(ways, NOT_KNOWN_AS_UNIQUE), "key-by-event"))
            .merge(byEvent(way(ways, UNIQUE), "key-unique-by-event"), Named.as("each-once")));
  }

  private static KStream<String, Enriched> way(
      Map<String, KStream<String, Enriched>> ways, String name) {
    return Objects.requireNonNull(ways.get(WAY + name));
  }

  private static KStream<String, EnrichedRecord> byEvent(
      KStream<String, Enriched> complete, String name) {
    return complete.map(
        (entity, record) -> KeyValue.pair(record.eventId(), record.record()), Named.as(name));
  }

  /// Complete events in; predictions and what is decided, by event id.
  Outputs decide(KStream<String, EnrichedRecord> complete) {
    KStream<String, Located<Prediction>> predictions =
        complete
            .processValues(() -> new CompleteEvents(eventStage), Named.as("complete-features"))
            .process(new PredictBatches.Supplier(predictor), Named.as("predict-batches"));
    return new Outputs(
        predictions.mapValues(Located::value, Named.as("predictions")),
        decisions.decideEach(predictions));
  }
}
