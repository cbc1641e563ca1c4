package io.millrace.trainer.outcomes;

import io.millrace.contracts.Decision;
import io.millrace.contracts.Example;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.LearningDefinition;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From predictions, decisions and outcomes to examples, all by event id.
public final class ExamplesTopology {

  private ExamplesTopology() {}

  public static KStream<String, Example> examples(
      LearningDefinition learning,
      KStream<String, Prediction> predictions,
      KStream<String, Decision> decisions,
      KStream<String, Outcome> outcomes) {
    KStream<String, CaseRecord> ofPredictions =
        predictions.mapValues(CaseRecord.OfPrediction::new, Named.as("predictions-of-cases"));
    KStream<String, CaseRecord> ofDecisions =
        decisions.mapValues(CaseRecord.OfDecision::new, Named.as("decisions-of-cases"));
    KStream<String, CaseRecord> ofOutcomes =
        outcomes.mapValues(CaseRecord.OfOutcome::new, Named.as("outcomes-of-cases"));
    return ofOutcomes
        .merge(ofDecisions, Named.as("outcomes-and-decisions"))
        .merge(ofPredictions, Named.as("all-of-cases"))
        .process(new JoinOutcomes.Supplier(learning), Named.as("join-outcomes"));
  }
}
