package io.millrace.ingestion;

import io.millrace.contracts.Event;
import io.millrace.contracts.Observation;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.StreamRecord;
import io.millrace.runtime.PerRelease;
import io.millrace.runtime.Releases;
import io.millrace.runtime.StageMetrics;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From what producers write to what the pipeline trusts: `raw` and `feedback` in, [Outputs] out.
final class IngestionTopology {

  private IngestionTopology() {}

  /// @param events events and outcomes, keyed by their first entity
  /// @param outcomes outcomes, keyed by event id
  record Outputs(KStream<String, StreamRecord> events, KStream<String, Outcome> outcomes) {}

  /// Events keep the contract of the newest release, which is the widest, and outcomes the one that
  /// no release may change.
  static Outputs of(
      Releases releases,
      StageMetrics metrics,
      KStream<byte[], byte[]> raw,
      KStream<byte[], byte[]> feedback) {
    PerRelease<EventReader> eventReaders = new PerRelease<>(releases, EventReader::new);
    RecordReader<Event> eventReader =
        MeasuredEvents.of(
            (json, source, arrival) ->
                eventReaders.of(releases.newest()).read(json, source, arrival),
            metrics);
    RecordReader<Outcome> outcomeReader = OutcomeReader.of(releases.pipeline(Releases.FOLDER));

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
