package io.millrace.contracts.definition;

import io.millrace.contracts.expression.Expression;
import org.jspecify.annotations.Nullable;

/// Which processors an event goes to.
///
/// @param when which events take this route, absent for all
/// @param stateful whether processor-a computes features
/// @param stateless whether processor-b does
public record Route(@Nullable Expression when, boolean stateful, boolean stateless) {}
