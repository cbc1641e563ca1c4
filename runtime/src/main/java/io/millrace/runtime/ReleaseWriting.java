package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.release.AssignmentHistory;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes to the topic `releases` beside the stream, and tries again until it is done.
final class ReleaseWriting implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseWriting.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// Much longer than it takes to append an assignment to all partitions.
  private static final Duration MARKED_WITHIN = Duration.ofSeconds(5);

  private final PipelineTopics topics;
  private final Map<String, Object> client;
  private final Supplier<ReleaseLog> reader;
  private final LogLimit limit = new LogLimit();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("write-releases").factory());

  /// @param client properties of a Kafka producer
  /// @param reader tells what is on the topic when it is asked
  ReleaseWriting(PipelineTopics topics, Map<String, Object> client, Supplier<ReleaseLog> reader) {
    this.topics = topics;
    this.client = client;
    this.reader = reader;
  }

  /// Takes a release out of charge that fails under an assignment, unless it is in none, or there
  /// is a later assignment.
  void withdraw(int release, int assignment, String reason) {
    executor.execute(() ->
        attempt(() ->
            write(writer ->
                writer.assign(all ->
                    new AssignmentHistory(all.assignments())
                        .withdraw(release, assignment, reason)))));
  }

  /// Appends the latest assignment to `events` if, some seconds from now, whoever made it has not
  /// done so. Until then it may well be at it.
  void completeMarks() {
    Future<?> _ =
        executor.schedule(
            () -> attempt(this::completeMarksNow), MARKED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void completeMarksNow() {
    if (reader.get().unmarked().isPresent()) {
      write(ReleaseWriter::completeMarks);
    }
  }

  /// Whoever opens a writer fences off all others: who was first fails, and tries again.
  private void write(Consumer<ReleaseWriter> work) {
    try (ReleaseWriter writer = new ReleaseWriter(topics, client, reader)) {
      work.accept(writer);
    }
  }

  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      limit.tell("write", _ -> LOG.warn("cannot write to the releases now; trying again", e));
      Future<?> _ = executor.schedule(() -> attempt(work), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
