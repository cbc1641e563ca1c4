package io.millrace.decision;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.Action;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.PerRelease;
import io.millrace.runtime.RecordedLists;
import io.millrace.runtime.ServiceContext;
import java.time.Duration;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From predictions to decisions and the actions that follow from them.
public final class DecisionTopology {
  private final PerRelease<ReleasePolicy> policies;
  private final RecordedLists lists;
  private final Duration duplicatesWithin;
  private final DecisionMetrics metrics;
  private final String source;

  public DecisionTopology(ServiceContext context) {
    this(context, context.lists());
  }

  DecisionTopology(ServiceContext context, RecordedLists lists) {
    PipelineDefinition pipeline = context.pipeline();
    this.lists = lists;
    this.policies = new PerRelease<>(context.releases(), ReleasePolicy::of);
    this.duplicatesWithin = pipeline.duplicatesWithin();
    this.metrics = new DecisionMetrics(context.metrics(), pipeline.policy(), pipeline.holdBack());
    this.source = "/%s/%s".formatted(pipeline.name(), DecisionService.NAME);
  }

  /// Decisions by event id, actions by idempotency key.
  public record Streams(KStream<String, Decision> decisions, KStream<String, Action> actions) {}

  /// Predictions by event id in; each event decided once.
  Streams decide(KStream<String, Prediction> predictions) {
    return decideEach(
        dropDuplicates(predictions)
            .processValues(LocatePredictions::new, Named.as("locate-predictions")));
  }

  /// Of the records of an event, by event id, those that are one that decides it.
  public <V> KStream<String, V> dropDuplicates(KStream<String, V> records) {
    return records.processValues(
        new DropDuplicates.Supplier<V>(duplicatesWithin, metrics.duplicatesDropped()),
        Named.as("drop-duplicates"));
  }

  /// Counts the records of events that were decided already.
  public Counter duplicatesDropped() {
    return metrics.duplicatesDropped();
  }

  /// Predictions by event id in, no two of an event; each decided.
  public Streams decideEach(KStream<String, Located<Prediction>> predictions) {
    KStream<String, Decided> decided =
        predictions.processValues(
            () -> new DecidePredictions(policies, lists, metrics), Named.as("decide-predictions"));
    return new Streams(
        decided.processValues(() -> new EmitDecisions(source), Named.as("emit-decisions")),
        decided.process(() -> new EmitActions(policies, source), Named.as("emit-actions")));
  }
}
