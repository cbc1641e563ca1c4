package io.millrace.trainer.outcomes;

import io.millrace.contracts.Decision;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Prediction;

/// A record that has something to say of an event.
sealed interface CaseRecord {

  record OfPrediction(Prediction prediction) implements CaseRecord {}

  record OfDecision(Decision decision) implements CaseRecord {}

  record OfOutcome(Outcome outcome) implements CaseRecord {}
}
