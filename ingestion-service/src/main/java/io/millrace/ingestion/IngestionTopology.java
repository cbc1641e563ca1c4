package io.millrace.ingestion;

import io.millrace.contracts.Observation;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.definition.PipelineDefinition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From what producers write to what the pipeline trusts: `raw` and `feedback` in, [Outputs] out.
final class IngestionTopology {

  private IngestionTopology() {}

  /// @param events events and outcomes, keyed by their first entity
  /// @param outcomes outcomes, keyed by event id
  record Outputs(KStream<String, StreamRecord> events, KStream<String, Outcome> outcomes) {}

  static Outputs of(
      PipelineDefinition pipeline, KStream<byte[], byte[]> raw, KStream<byte[], byte[]> feedback) {
    EventReader eventReader = new EventReader(pipeline);
    RecordReader<Outcome> outcomeReader = OutcomeReader.of(pipeline);

    KStream<String, StreamRecord> events =
        raw.process(
            () -> new ReadRecords<>(eventReader, IngestionTopology::firstEntity),
            Named.as("validate-events"));
    KStream<String, Outcome> outcomes =
        feedback.process(
            () -> new ReadRecords<>(outcomeReader, Outcome::eventId),
            Named.as("validate-outcomes"));
    KStream<String, StreamRecord> outcomesByEntity =
        outcomes.map(
            (eventId, outcome) -> KeyValue.pair(firstEntity(outcome), outcome),
            Named.as("key-outcomes-by-entity"));

    return new Outputs(events.merge(outcomesByEntity, Named.as("merge-outcomes")), outcomes);
  }

  private static String firstEntity(Observation observation) {
    return observation.entities().getFirst().toString();
  }
}
