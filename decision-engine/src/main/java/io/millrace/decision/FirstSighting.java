package io.millrace.decision;

import io.millrace.contracts.Position;

/// The prediction that decided an event.
///
/// @param timestamp its record's timestamp, in milliseconds
/// @param prediction where it stands
record FirstSighting(long timestamp, Position prediction) {}
