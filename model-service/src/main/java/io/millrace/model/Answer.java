package io.millrace.model;

import io.millrace.contracts.Assessment;
import org.jspecify.annotations.Nullable;

/// What a release says of one event, and how long that took.
///
/// @param micros microseconds of the model's run in which the event was; absent if it was in none
record Answer(Assessment assessment, @Nullable Long micros) {

  static Answer withoutRun(Assessment assessment) {
    return new Answer(assessment, null);
  }
}
