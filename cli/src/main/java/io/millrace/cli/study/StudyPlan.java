package io.millrace.cli.study;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.PastEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What to replay, and by what.
///
/// @param folder of the pipeline
/// @param tables of events, each in the order of time
/// @param from the first day, absent for that of the first event
/// @param until the last day
/// @param labelDelay how long after its event an outcome becomes known
/// @param data where broker and services keep their data
record StudyPlan(
    Path folder,
    List<Path> tables,
    @Nullable LocalDate from,
    LocalDate until,
    Duration labelDelay,
    Layout layout,
    Path data) {

  StudyPlan {
    tables = List.copyOf(tables);
    if (from != null && from.isAfter(until)) {
      throw new CommandFailure(
          "the days %s to %s run backwards: the first day comes first".formatted(from, until));
    }
  }

  /// The moment after the last day.
  Instant end() {
    return until.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /// Those events, in the order of time, that lie on its days.
  Stream<PastEvent> of(Stream<PastEvent> events) {
    Instant begin = from == null ? Instant.MIN : from.atStartOfDay().toInstant(ZoneOffset.UTC);
    return events
        .dropWhile(event -> event.time().isBefore(begin))
        .takeWhile(event -> event.time().isBefore(end()));
  }
}
