package io.millrace.contracts.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The contract of outcomes: JSON with the entity fields of the event, and these.
///
/// @param idField the field with the event's id
/// @param eventTimeField the field with the event's time
/// @param knownAtField the field with the time at which the label became known
/// @param labelField the field with the label: a number, a truth value or a text
/// @param reporterField the field with who says so, absent where feedback names none
/// @param after how long after the event imports and simulations report it
public record FeedbackDefinition(
    String idField,
    String eventTimeField,
    String knownAtField,
    String labelField,
    @Nullable String reporterField,
    Duration after) {}
