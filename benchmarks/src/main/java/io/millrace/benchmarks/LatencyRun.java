package io.millrace.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Latency from end to end at a fixed rate.
///
/// Events leave on a schedule whatever the subject does, and count from the time at which they were
/// due: a subject that stalls pays for every event that was due meanwhile.
public final class LatencyRun {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Subject subject;

  public LatencyRun(Subject subject) {
    this.subject = subject;
  }

  /// Publishes at `rate` events a second, first to warm up, then to measure.
  public Latency at(int rate, Duration warmUp, Duration measured, Iterator<LoadEvent> events) {
    int skipped = Math.toIntExact(rate * warmUp.toSeconds());
    int total = skipped + Math.toIntExact(rate * measured.toSeconds());
    long gap = 1_000_000_000L / rate;
    Map<String, Integer> numbers = new ConcurrentHashMap<>(2 * total);
    AtomicLongArray done = new AtomicLongArray(total);
    long start;
    try (OutputWatch watch = new OutputWatch(subject)) {
      start = System.nanoTime() + 500_000_000L;
      Thread publisher =
          Thread.ofPlatform().start(() -> publish(events, total, start, gap, numbers));
      int[] seen = {0};
      watch.read(
          (id, now) -> seen[0] += note(numbers.get(id), now, done),
          () -> seen[0] >= total,
          PATIENCE);
      publisher.interrupt();
    }
    return Latency.of(
        LongStream.range(skipped, total)
            .map(i -> done.get((int) i) == 0 ? -1 : done.get((int) i) - (start + i * gap))
            .toArray());
  }

  private static int note(
      @org.jspecify.annotations.Nullable Integer number, long now, AtomicLongArray done) {
    return number != null && done.compareAndSet(number, 0, now) ? 1 : 0;
  }

  private void publish(
      Iterator<LoadEvent> events, int total, long start, long gap, Map<String, Integer> numbers) {
    Map<String, Object> config = new HashMap<>(subject.client());
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < total; i++) {
        LoadEvent event = events.next();
        numbers.put(event.id(), i);
        Pace.until(start + i * gap);
        Future<?> _ = producer.send(event.on(subject.in()));
      }
    }
  }
}
