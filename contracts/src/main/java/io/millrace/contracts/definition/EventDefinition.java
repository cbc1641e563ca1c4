package io.millrace.contracts.definition;

import java.time.Duration;

/// The contract of the raw events.
///
/// @param schema what a payload must look like
/// @param idField the field with the event's id
/// @param timeField the field with the time at which it happened
/// @param maxAhead how far that time may be ahead of the broker's clock
/// @param maxBytes how large a raw record may be
public record EventDefinition(
    EventSchema schema, String idField, String timeField, Duration maxAhead, int maxBytes) {}
