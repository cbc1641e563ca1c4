package io.millrace.contracts.definition;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.expression.Expression;

/// A feature computed from the event alone.
///
/// @param name its name in the feature vector
/// @param value the expression
/// @param otherwise its value where its part is missing
public record StatelessFeature(String name, Expression value, FeatureValue otherwise) {}
