package io.millrace.ingestion;

import io.micrometer.core.instrument.Timer;
import io.millrace.contracts.Event;
import io.millrace.contracts.Position;
import io.millrace.runtime.StageMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// Measures how long accepted events were on their way: from their own time to their arrival in
/// `raw`. One whose time is ahead of its arrival was on its way for no time.
record MeasuredEvents(RecordReader<Event> reader, Timer delay) implements RecordReader<Event> {
  /// From a producer that sends at once to one that sends once a week.
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1),
    Duration.ofDays(7),
  };

  static MeasuredEvents of(RecordReader<Event> reader, StageMetrics metrics) {
    return new MeasuredEvents(
        reader,
        metrics.timer(
            "millrace.event.delay", "From an event's time to its arrival in raw", BUCKETS));
  }

  @Override
  public Reading<Event> read(byte[] json, Position source, Instant arrival) {
    Reading<Event> reading = reader.read(json, source, arrival);
    if (reading instanceof Reading.Accepted<Event>(Event event)) {
      long millis = arrival.toEpochMilli() - event.time().toEpochMilli();
      delay.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }
    return reading;
  }
}
