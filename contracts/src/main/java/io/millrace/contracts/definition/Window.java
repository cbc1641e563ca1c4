package io.millrace.contracts.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which events count at time t: those in (t − delay − length, t − delay].
///
/// @param length how far back it reaches, absent for all events ever
/// @param delay how far before t it ends
public record Window(@Nullable Duration length, Duration delay) {}
