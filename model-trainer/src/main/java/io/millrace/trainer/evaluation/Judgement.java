package io.millrace.trainer.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// What was said of an event when it was decided, and what it turned out to be.
///
/// @param release that judged it
/// @param score negative infinity where it gave none
/// @param weight for how many events of its kind it stands
/// @param entity whom it concerned first of all
/// @param values of the segments' features, in their order
record Judgement(
    String eventId,
    Instant time,
    int release,
    double score,
    boolean positive,
    double weight,
    String entity,
    List<String> values) {

  Judgement {
    values = List.copyOf(values);
  }

  boolean isScored() {
    return score != Double.NEGATIVE_INFINITY;
  }

  LocalDate day() {
    return dayOf(time);
  }

  static LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
