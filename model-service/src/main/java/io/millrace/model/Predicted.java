package io.millrace.model;

import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Prediction;

/// A prediction, and how long the models took for it.
public record Predicted(Prediction prediction, InferenceTimes times) {}
