package io.millrace.cli.history;

import io.millrace.contracts.FeatureValue;
import java.time.Instant;

/// The truth about an event, and when it became known.
public record Label(FeatureValue value, Instant knownAt) {}
