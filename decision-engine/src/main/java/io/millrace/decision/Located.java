package io.millrace.decision;

import io.millrace.contracts.Position;

/// What was read or made of the record at a position.
public record Located<T>(T value, Position at) {}
