package io.millrace.decision;

import io.millrace.contracts.Decision;
import io.millrace.contracts.Event;
import io.millrace.contracts.Prediction;

/// A decision with the prediction that it is about.
record Decided(Decision decision, Prediction prediction) {

  Event event() {
    return prediction.event();
  }
}
