package io.millrace.decision;

import io.millrace.contracts.Decision;
import io.millrace.contracts.Event;

/// A decision with the event that it is about.
record Decided(Decision decision, Event event) {}
