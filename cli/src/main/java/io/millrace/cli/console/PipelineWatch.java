package io.millrace.cli.console;

import io.millrace.cli.kafka.KafkaConnection;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          3, Thread.ofPlatform().daemon().name("console-", 1).factory());
  private volatile @Nullable String failure;

  private PipelineWatch(ShownPipeline pipeline, KafkaConnection kafka, Broadcast viewers) {
    this.pipeline = pipeline;
    this.viewers = viewers;
    this.seen = new SeenRecords(pipeline);
    this.tail = new RecordTail(pipeline.topics(), kafka, seen);
    this.cluster = new ClusterWatch(pipeline, kafka.client());
  }

  /// Watches until it is closed.
  static PipelineWatch start(ShownPipeline pipeline, KafkaConnection kafka, Broadcast viewers) {
    PipelineWatch watch = new PipelineWatch(pipeline, kafka, viewers);
    watch.repeat(watch.cluster::look, EVERY);
    watch.repeat(watch.tail::read, Duration.ofMillis(1));
    watch.repeat(watch::publish, EVERY);
    return watch;
  }

  private void repeat(Runnable task, Duration pause) {
    ScheduledFuture<?> _ =
        threads.scheduleWithFixedDelay(
            () -> attempt(task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Whatever a task fails of, it is tried again, and what it says is shown meanwhile.
  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish() {
    long nanos = System.nanoTime();
    Overview overview = cluster.latest().orElse(null);
    if (overview != null) {
      long age = nanos - overview.nanos();
      boolean isOld = age > OLD.toNanos();
      viewers.publish(snapshot(overview, nanos, isOld ? problem(Duration.ofNanos(age)) : ""));
    } else if (failure != null) {
      viewers.publish(snapshot(unknown(nanos), nanos, "Kafka does not answer: " + failure));
    }
  }

  private String problem(Duration age) {
    return "Kafka has not answered for %d s%s; this is what was known then"
        .formatted(age.toSeconds(), failure == null ? "" : " (" + failure + ")");
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
