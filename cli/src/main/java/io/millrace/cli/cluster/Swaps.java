package io.millrace.cli.cluster;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.release.AssignmentHistory;
import io.millrace.runtime.ReleaseWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Assigns some releases in turn, at a steady pace however long each takes, until it is closed.
final class Swaps implements AutoCloseable {
  private final PipelineTopics topics;
  private final Map<String, Object> client;
  private final List<Integer> releases;
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger made = new AtomicInteger();
  private final Thread thread;

  private Swaps(
      PipelineTopics topics, Map<String, Object> client, List<Integer> releases, Duration every) {
    this.topics = topics;
    this.client = client;
    this.releases = releases;
    this.thread = Thread.ofPlatform().name("swap-releases").start(() -> swap(every));
  }

  static Swaps start(
      PipelineTopics topics, Map<String, Object> client, List<Integer> releases, Duration every) {
    return new Swaps(topics, client, releases, every);
  }

  private void swap(Duration every) {
    try {
      long next = System.nanoTime() + every.toNanos();
      while (!end.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        assign(releases.get(made.get() % releases.size()));
        made.incrementAndGet();
        next += every.toNanos();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Puts a release in charge.
  private void assign(int release) {
    try (ReleaseWriter writer = new ReleaseWriter(topics, client)) {
      writer.assign(log ->
          Optional.of(new AssignmentHistory(log.assignments()).assign(release, null, "bench")));
    }
  }

  /// Ends, and returns how many were made.
  int stop() {
    close();
    return made.get();
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
