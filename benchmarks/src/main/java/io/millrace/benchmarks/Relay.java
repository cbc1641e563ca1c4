package io.millrace.benchmarks;

import io.millrace.runtime.Profile;
import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// One hop of the floor: a thread with a consumer and a producer.
final class Relay implements Closeable {
  private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

  private final Step step;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Thread thread = new Thread(this::run, "relay");
  private volatile boolean stopped;

  private Relay(Step step, Map<String, Object> client, Profile profile) {
    this.step = step;
    this.consumer = consumer(client, profile);
    this.producer = producer(client, profile);
  }

  /// What a relay does.
  ///
  /// @param from the topics it reads
  /// @param parts how many records of an event come in for each that goes out
  /// @param to what it writes for each
  record Step(List<String> from, int parts, List<Copy> to) {}

  /// A record that a relay writes: the value as it came, keyed by one of its fields.
  record Copy(String topic, String keyField) {}

  static Relay start(Step step, Map<String, Object> client, Profile profile) {
    Relay relay = new Relay(step, client, profile);
    relay.thread.start();
    return relay;
  }

  private void run() {
    consumer.subscribe(step.from());
    long committed = System.nanoTime();
    while (!stopped) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        if (isComplete(record)) {
          for (Copy copy : step.to()) {
            Future<?> _ = producer.send(copied(record.value(), copy));
          }
        }
      }
      if (System.nanoTime() - committed > COMMIT_EVERY.toNanos()) {
        producer.flush();
        consumer.commitAsync();
        committed = System.nanoTime();
      }
    }
    consumer.close();
    producer.close();
  }

  /// Whether this is the last of the records that the step waits for.
  private boolean isComplete(ConsumerRecord<byte[], byte[]> record) {
    if (step.parts() == 1) {
      return true;
    }
    String key = new String(record.key(), java.nio.charset.StandardCharsets.UTF_8);
    boolean complete = seen.merge(key, 1, Integer::sum) == step.parts();
    if (complete) {
      seen.remove(key);
    }
    return complete;
  }

  private static ProducerRecord<byte[], byte[]> copied(byte[] value, Copy copy) {
    return new ProducerRecord<>(copy.topic(), Floor.field(value, copy.keyField()), value);
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client, Profile profile) {
    Map<String, Object> config = new HashMap<>(client);
    config.putAll(profile.consumerSettings());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, "floor." + step.from().getFirst());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static KafkaProducer<byte[], byte[]> producer(
      Map<String, Object> client, Profile profile) {
    Map<String, Object> config = new HashMap<>(client);
    config.putAll(profile.producerSettings());
    if (profile.sendsWhenIdle()) {
      config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    }
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
