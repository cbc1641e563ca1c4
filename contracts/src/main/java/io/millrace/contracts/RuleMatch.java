package io.millrace.contracts;

import org.jspecify.annotations.Nullable;

/// A rule of the policy that holds for an event.
///
/// @param rule its place in the policy, from 1
/// @param outcome what it decides, such as `DECLINE`
/// @param reason its reason code, absent if it has none
public record RuleMatch(int rule, String outcome, @Nullable String reason) {}
