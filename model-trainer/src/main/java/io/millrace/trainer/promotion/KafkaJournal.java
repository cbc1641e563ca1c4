package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.LearningEventFormat;
import io.millrace.runtime.LogLimit;
import io.millrace.runtime.OrderedTopic;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal as the topic `learning`. Whoever opens it fences off whoever wrote before, so that a
/// learner that lost its place says no more.
final class KafkaJournal implements Journal, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);
  private static final LearningEventFormat FORMAT = new LearningEventFormat();
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic<String, LearningEvent> topic;
  private final Producer<String, LearningEvent> producer;
  private final OrderedTopic log;
  private final LogLimit limit = new LogLimit();

  /// Up to where it must have been read before anything is concluded from it.
  private long written;

  KafkaJournal(PipelineTopics topics, Map<String, Object> client) {
    topic = topics.learning();
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name());
    producer =
        new KafkaProducer<>(
            properties, topic.keySerde().serializer(), topic.valueSerde().serializer());
    log = new OrderedTopic(topic.name(), client);
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void append(LearningEvent event) {
    producer.beginTransaction();
    Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic.name(), 0, null, event));
    producer.commitTransaction();
    written = offset(sent) + 1;
  }

  private static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("the learning event was not written", e.getCause());
    }
  }

  /// What was committed a moment ago may not be readable yet; it is waited for.
  @Override
  public void read(Consumer<LearningEvent> to) {
    do {
      log.readToEnd(record -> read(record, to));
      if (log.position() < written) {
        log.poll(POLL, record -> read(record, to));
      }
    } while (log.position() < written);
  }

  private void read(ConsumerRecord<String, byte[]> record, Consumer<LearningEvent> to) {
    try {
      to.accept(JsonInput.read(record.value(), FORMAT));
    } catch (IOException | RuntimeException e) {
      limit.tell(
          "record",
          more ->
              LOG.warn(
                  "passed over the record of {} at offset {}, and {} since such a line came last: {}",
                  topic.name(),
                  record.offset(),
                  more,
                  e.getMessage()));
    }
  }

  @Override
  public void close() {
    log.close();
    producer.close(Duration.ZERO);
  }
}
