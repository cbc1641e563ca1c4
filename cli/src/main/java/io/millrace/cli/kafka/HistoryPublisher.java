package io.millrace.cli.kafka;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.history.FeedbackJson;
import io.millrace.cli.history.Happening;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.PastOutcome;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Publishes a history as its producers would have: events to `raw`, outcomes to `feedback`, both
/// keyed by the first entity's id, so that the order of an entity is kept.
public final class HistoryPublisher implements AutoCloseable {
  private static final Duration LAST_RECORDS = Duration.ofSeconds(3);

  private final Producer<byte[], byte[]> producer;
  private final String raw;
  private final String feedback;
  private final FeedbackJson feedbackJson;
  private final Consumer<Happening> listener;
  private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();

  /// @param listener told of every event and outcome before it is sent
  public HistoryPublisher(
      Producer<byte[], byte[]> producer,
      PipelineDefinition pipeline,
      Consumer<Happening> listener) {
    this.producer = producer;
    this.raw = pipeline.topics().raw().name();
    this.feedback = pipeline.topics().feedback().name();
    this.feedbackJson = new FeedbackJson(pipeline);
    this.listener = listener;
  }

  /// Sends it, without waiting until it has arrived; throws [CommandFailure] if the broker refused
  /// an earlier one.
  public void publish(Happening happening) {
    requireAccepted();
    listener.accept(happening);
    switch (happening) {
      case PastEvent event -> send(raw, event, event.payload().bytes());
      case PastOutcome outcome -> send(feedback, outcome.event(), feedbackJson.write(outcome));
    }
  }

  /// Publishes a whole history at a pace that counts its events, until it ends or the thread is
  /// interrupted; returns how many events there were.
  ///
  /// @param progress told how many events there have been so far
  public long publishAll(Iterator<Happening> history, Pace pace, LongConsumer progress) {
    long events = 0;
    while (history.hasNext() && !Thread.currentThread().isInterrupted()) {
      Happening happening = history.next();
      if (happening instanceof PastEvent) {
        pace.await(events++);
        progress.accept(events);
      }
      publish(happening);
    }
    if (!Thread.currentThread().isInterrupted()) {
      flush();
    }
    return events;
  }

  /// Waits until everything has arrived; throws [CommandFailure] if something did not.
  public void flush() {
    producer.flush();
    requireAccepted();
  }

  /// Sends what is under way, even when interrupted: then too the broker is still there.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    producer.close(LAST_RECORDS);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String topic, PastEvent event, byte[] value) {
    byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
    Future<RecordMetadata> _ =
        producer.send(new ProducerRecord<>(topic, key, value), this::acknowledged);
  }

  private void acknowledged(RecordMetadata at, @Nullable Exception failure) {
    if (failure != null) {
      refused.compareAndSet(null, failure);
    }
  }

  private void requireAccepted() {
    Exception failure = refused.get();
    if (failure != null) {
      throw new CommandFailure("the broker took not all records: " + failure.getMessage(), failure);
    }
  }
}
