package io.millrace.contracts.definition;

import io.millrace.contracts.expression.Expression;
import org.jspecify.annotations.Nullable;

/// A rule of the policy.
///
/// @param when which predictions it decides, absent for all
/// @param outcome what it decides, such as `DECLINE`
/// @param reason its reason code, absent where the rule is the default
/// @param isShadow whether it only reports what it would decide
public record Rule(
    @Nullable Expression when, String outcome, @Nullable String reason, boolean isShadow) {}
