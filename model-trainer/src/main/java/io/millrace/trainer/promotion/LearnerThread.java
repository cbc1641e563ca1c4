package io.millrace.trainer.promotion;

import io.millrace.runtime.LogLimit;
import io.millrace.runtime.LogScope;
import io.millrace.runtime.StageMetrics;
import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the one learner of a pipeline, beside the stream.
///
/// All instances are in one consumer group, and `examples` has one partition: who has it learns,
/// and who takes it over begins with all examples anew. Its offset is committed when all is done
/// that was due by it: a group without lag has nothing left to do.
public final class LearnerThread implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(LearnerThread.class);

  /// What the group of learners is called beside the pipeline.
  public static final String GROUP = "model-trainer-learner";

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Longer than the longest training.
  private static final Duration LONGEST_MOVE = Duration.ofHours(1);

  /// A killed learner is followed by another one after that, as in the join beside it.
  private static final Duration TAKEN_OVER_AFTER = Duration.ofSeconds(10);

  private final Surroundings around;
  private final String madeBy;
  private final StageMetrics metrics;
  private final LearnerMetrics shown;
  private final LogLimit limit = new LogLimit();
  private @Nullable Thread thread;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
  private volatile boolean closed;

  /// @param madeBy how its models' cards are signed
  public LearnerThread(Surroundings around, String madeBy, StageMetrics metrics) {
    this.around = around;
    this.madeBy = madeBy;
    this.metrics = metrics;
    this.shown = new LearnerMetrics(metrics);
  }

  /// The consumer group of a pipeline's learners.
  public static String group(String pipeline) {
    return pipeline + "." + GROUP;
  }

  public void start() {
    thread = Thread.ofPlatform().daemon().name("learn").start(this::run);
  }

  private void run() {
    try (LogScope _ = LogScope.of("model-trainer")) {
      while (!closed) {
        try {
          follow();
        } catch (WakeupException e) {
          // Closed.
        } catch (Throwable e) { // what is thrown from here would end the learning
          recover(e);
        }
      }
    }
  }

  /// At the end of the process libraries are closed while a model may still be run.
  private void recover(Throwable failure) {
    if (!closed) {
      limit.tell("learn", _ -> LOG.warn("cannot learn now; beginning anew", failure));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void follow() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        Turn turn = new Turn(consumer, around, madeBy, metrics, shown)) {
      reading = consumer;
      consumer.subscribe(List.of(around.pipeline().topics().examples().name()), turn);
      while (!closed) {
        consumer.poll(POLL).forEach(turn::take);
        turn.act();
      }
    } finally {
      reading = null;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>(around.client());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group(around.pipeline().name()));
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) TAKEN_OVER_AFTER.toMillis());
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) LONGEST_MOVE.toMillis());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    Thread running = thread;
    if (running != null) {
      try {
        boolean _ = running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
