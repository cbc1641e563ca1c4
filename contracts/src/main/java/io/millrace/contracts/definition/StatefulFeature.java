package io.millrace.contracts.definition;

import io.millrace.contracts.expression.Expression;
import org.jspecify.annotations.Nullable;

/// A feature computed from the history of an entity.
///
/// @param name its name in the feature vector
/// @param entity the entity whose events count
/// @param aggregation what is computed of them
/// @param window which of them count
/// @param where which of those count further, absent for all
/// @param otherwise its value where no event counts or its part is missing
public record StatefulFeature(
    String name,
    String entity,
    Aggregation aggregation,
    Window window,
    @Nullable Expression where,
    double otherwise) {}
