package io.millrace.trainer.promotion;

import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.Group;
import io.millrace.contracts.Topic;
import io.millrace.contracts.json.EvaluationFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.runtime.OrderedTopic;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topic `evaluations`, where each day is told once.
final class EvaluationLog implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationLog.class);
  private static final EvaluationFormat FORMAT = new EvaluationFormat();

  private final Topic<String, Evaluation> topic;
  private final Map<String, Object> client;
  private final Producer<String, Evaluation> producer;
  private final Queue<Future<RecordMetadata>> sent = new ArrayDeque<>();

  EvaluationLog(Topic<String, Evaluation> topic, Map<String, Object> client) {
    this.topic = topic;
    this.client = client;
    this.producer =
        new KafkaProducer<>(client, topic.keySerde().serializer(), topic.valueSerde().serializer());
  }

  /// Tells all that is there, and returns the day that was told last: of that one everything is.
  @Nullable LocalDate read(Consumer<Evaluation> to) {
    LastDay last = new LastDay();
    try (OrderedTopic log = new OrderedTopic(topic.name(), client)) {
      log.readToEnd(record -> {
        try {
          Evaluation evaluation = JsonInput.read(record.value(), FORMAT);
          to.accept(evaluation);
          last.take(evaluation);
        } catch (IOException | RuntimeException e) {
          LOG.warn(
              "passed over the record of {} at offset {}: {}",
              topic.name(),
              record.offset(),
              e.getMessage());
        }
      });
    }
    return last.day;
  }

  private static final class LastDay {
    private @Nullable LocalDate day;

    private void take(Evaluation evaluation) {
      if (evaluation.group().equals(Group.OF_ALL)) {
        day = evaluation.day();
      }
    }
  }

  /// Has one written; it is there after [#flush].
  void write(Evaluation evaluation) {
    sent.add(
        producer.send(
            new ProducerRecord<>(topic.name(), 0, evaluation.group().toString(), evaluation)));
  }

  /// Throws [KafkaException] if one was not written: then its day has to be told again.
  void flush() {
    producer.flush();
    while (!sent.isEmpty()) {
      Future<RecordMetadata> one = sent.remove();
      if (one.state() != Future.State.SUCCESS) {
        throw new KafkaException("an evaluation was not written", one.exceptionNow());
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
