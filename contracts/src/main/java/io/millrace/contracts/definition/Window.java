package io.millrace.contracts.definition;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which events count at time t: those in (t − delay − length, t − delay].
///
/// @param length how long it is, absent for all events ever
/// @param delay how far before t it ends
public record Window(@Nullable Duration length, Duration delay) {

  /// How far back from t an event can lie that counts; empty where it looks back for ever.
  public Optional<Duration> reach() {
    return Optional.ofNullable(length).map(delay::plus);
  }
}
