package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.LearningOrders;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders one training after the other, each candidate dropped, until it is stopped. The learner is
/// to be paused, so that no candidate is asked beside what is in charge.
final class Trainings implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final String REASON = "bench";

  private final Topic<String, LearningEvent> topic;
  private final KafkaConnection kafka;
  private final LearningOrders orders;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  // What follows belongs to the thread until it has ended.

  private final long began = System.nanoTime();
  private final List<Long> took = new ArrayList<>();
  private long started;
  private boolean isTraining;
  private boolean isOver;
  private Summary summary = Summary.NONE;

  private Trainings(Topic<String, LearningEvent> topic, KafkaConnection kafka) {
    this.topic = topic;
    this.kafka = kafka;
    this.orders = new LearningOrders(topic, kafka);
    this.thread = Thread.ofPlatform().name("order-trainings").start(this::run);
  }

  static Trainings start(Topic<String, LearningEvent> topic, KafkaConnection kafka) {
    return new Trainings(topic, kafka);
  }

  /// What there was until it was stopped.
  ///
  /// @param ended how many trainings
  /// @param seconds how long each of them took, on average; NaN where none has ended
  /// @param share of the time in which one went on
  record Summary(int ended, double seconds, double share) {
    static final Summary NONE = new Summary(0, Double.NaN, 0);
  }

  private void run() {
    try (TopicReader<LearningEvent> reader =
        TopicReader.fromEnd(kafka, topic.name(), topic.valueSerde().deserializer())) {
      order(Order.TRAIN);
      while (!stopped) {
        reader.poll(POLL, record -> follow(record.value()));
      }
      summary = summary(System.nanoTime());
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!isOver) {
        reader.poll(POLL, record -> follow(record.value()));
        if (System.nanoTime() - until > 0) {
          throw new CommandFailure(
              "a training has not ended within %d s".formatted(PATIENCE.toSeconds()));
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void follow(LearningEvent event) {
    switch (event) {
      case TrainingStarted _ -> {
        started = System.nanoTime();
        isTraining = true;
      }
      case Published _ -> {
        took.add(System.nanoTime() - started);
        isTraining = false;
        order(Order.DROP);
      }
      case Dropped _ -> {
        isOver = stopped;
        if (!isOver) {
          order(Order.TRAIN);
        }
      }
      case TrainingFailed failed ->
          throw new CommandFailure("a training has failed: " + failed.reason());
      default -> {}
    }
  }

  private Summary summary(long now) {
    double ended = took.stream().mapToLong(Long::longValue).sum();
    double busy = ended + (isTraining ? now - started : 0);
    return new Summary(took.size(), ended / 1e9 / took.size(), busy / (now - began));
  }

  private void order(Order order) {
    orders.append(order, Instant.EPOCH, REASON);
  }

  /// Orders no more, and tells what there was; returns once the last training has ended.
  Summary stop() {
    close();
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
    return summary;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
