package io.millrace.cli.console;

import io.millrace.cli.kafka.KafkaConnection;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Watches a running pipeline, and tells the viewers of a console once a second how it is.
///
/// Brokers and records are watched by threads of their own: when the brokers do not answer, the
/// viewers are told so, and see what was known last.
public final class PipelineWatch implements Closeable {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration OLD = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final ShownPipeline pipeline;
  private final SeenRecords seen;
  private final RecordTail tail;
  private final ClusterWatch cluster;
  private final Broadcast viewers;
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          3,
          Thread.ofPlatform().daemon().name("console-", 1).factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private final Attempt looking;
  private final Attempt reading;

  private PipelineWatch(ShownPipeline pipeline, KafkaConnection kafka, Broadcast viewers) {
    this.pipeline = pipeline;
    this.viewers = viewers;
    this.seen = new SeenRecords(pipeline);
    this.tail = new RecordTail(pipeline.topics(), kafka, seen);
    this.cluster = new ClusterWatch(pipeline, kafka.client());
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.looking = new Attempt(cluster::look);
    this.reading = new Attempt(tail::read);
  }

  /// Watches until it is closed.
  static PipelineWatch start(ShownPipeline pipeline, KafkaConnection kafka, Broadcast viewers) {
    PipelineWatch watch = new PipelineWatch(pipeline, kafka, viewers);
    watch.repeat(watch.looking, EVERY);
    watch.repeat(watch.reading, Duration.ofMillis(1));
    watch.repeat(new Attempt(watch::publish), EVERY);
    return watch;
  }

  private void repeat(Attempt attempt, Duration pause) {
    repeat(attempt, pause, Duration.ZERO);
  }

  /// What has failed is tried again after a second, so that brokers which are away are not
  /// hammered.
  private void repeat(Attempt attempt, Duration pause, Duration delay) {
    ScheduledFuture<?> _ =
        threads.schedule(
            () -> {
              attempt.run();
              repeat(attempt, pause, attempt.failure().isEmpty() ? pause : EVERY);
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void publish() {
    long nanos = System.nanoTime();
    Optional<Overview> overview = cluster.latest();
    if (overview.isPresent() || looking.failure().isPresent()) {
      viewers.publish(
          snapshot(overview.orElseGet(() -> unknown(nanos)), nanos, problem(overview, nanos)));
    }
  }

  /// Why what is shown is old; empty while all is well.
  private String problem(Optional<Overview> overview, long nanos) {
    String why = looking.failure().map(text -> ": " + text).orElse("");
    if (overview.isEmpty()) {
      return "Kafka does not answer" + why;
    }
    if (nanos - overview.get().nanos() > OLD.toNanos()) {
      return "Kafka does not answer any more, and what is shown is old" + why;
    }
    return reading
        .failure()
        .map(text -> "Decisions, actions and dead letters cannot be read: " + text)
        .orElse("");
  }

  private Overview unknown(long nanos) {
    String layout = pipeline.layouts().getFirst().name();
    return new Overview(nanos, layout, 0, Map.of(), List.of(), 0, Charge.FOLDER);
  }

  private Snapshot snapshot(Overview overview, long nanos, String problem) {
    TopicFlow decided = overview.topics().get("decisions");
    return new Snapshot(
        System.currentTimeMillis(),
        pipeline.name(),
        overview.layout(),
        problem,
        overview.quietSeconds(),
        overview.topics(),
        overview.services(),
        new Snapshot.Seen(
            seen.latency(nanos),
            seen.outcomes(nanos, decided == null ? 0 : decided.perSecond()),
            seen.scores(nanos),
            seen.decisions(),
            seen.actions(),
            overview.deadLetters(),
            seen.letter()),
        new Snapshot.Releases(overview.charge(), seen.model(overview.charge().release())));
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (threads.awaitTermination(CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        tail.close();
        cluster.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
