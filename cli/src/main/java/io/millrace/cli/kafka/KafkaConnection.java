package io.millrace.cli.kafka;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.PipelineTopics;
import io.millrace.runtime.KafkaEnvironment;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// How commands reach Kafka: the brokers, and any client property from the environment.
public final class KafkaConnection {
  private static final String DEFAULT_BOOTSTRAP = "localhost:9092";
  private static final String ANSWER_WITHIN_MS = "8000";

  private final Map<String, Object> common = new HashMap<>();

  /// @param bootstrap the brokers as the user named them; absent for those of the environment
  /// @param env where `KAFKA_…` variables are properties of the client
  public KafkaConnection(@Nullable String bootstrap, Map<String, String> env) {
    common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BOOTSTRAP);
    common.putAll(KafkaEnvironment.properties(env));
    if (bootstrap != null) {
      common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    }
  }

  /// The properties of every client.
  public Map<String, Object> client() {
    return Map.copyOf(common);
  }

  public String bootstrap() {
    return String.valueOf(common.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  /// Whether anything listens where the broker should be.
  public boolean answers() {
    return BrokerProbe.answers(bootstrap());
  }

  /// Throws [CommandFailure] with the remedy if no broker answers or one of the topics is not
  /// there.
  public void requireTopics(Collection<String> topics) {
    if (!BrokerProbe.answers(bootstrap())) {
      throw silent(null);
    }
    Map<String, Object> properties = new HashMap<>(common);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
    try (Admin admin = Admin.create(properties)) {
      Set<String> there = admin.listTopics().names().get();
      List<String> missing = topics.stream().filter(topic -> !there.contains(topic)).toList();
      if (!missing.isEmpty()) {
        throw new CommandFailure(
            "%s has no topic %s: start the pipeline first (millrace start), or name its broker with --bootstrap HOST:PORT"
                .formatted(bootstrap(), String.join(", ", missing)));
      }
    } catch (ExecutionException | KafkaException e) {
      throw unusable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private CommandFailure unusable(Throwable cause) {
    return cause instanceof TimeoutException
        ? silent(cause)
        : new CommandFailure(
            "Kafka at %s cannot be used: %s".formatted(bootstrap(), cause.getMessage()), cause);
  }

  private CommandFailure silent(@Nullable Throwable cause) {
    return new CommandFailure(
        "no Kafka broker answers at %s: start one (millrace start), or name another with --bootstrap HOST:PORT"
            .formatted(bootstrap()),
        cause);
  }

  /// A producer that waits for all replicas, batches a little, and sends what any topic takes.
  public Producer<byte[], byte[]> producer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, PipelineTopics.MAX_BYTES);
    properties.putAll(common);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// Writes records, and waits until they are kept; throws [CommandFailure] if one cannot be.
  public void write(List<ProducerRecord<byte[], byte[]>> records) {
    try (Producer<byte[], byte[]> producer = producer()) {
      List<Future<RecordMetadata>> written = records.stream().map(producer::send).toList();
      producer.flush();
      for (int i = 0; i < written.size(); i++) {
        await(records.get(i).topic(), written.get(i));
      }
    }
  }

  private static void await(String topic, Future<RecordMetadata> written) {
    try {
      written.get();
    } catch (ExecutionException e) {
      throw new CommandFailure("%s could not be written: %s".formatted(topic, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  /// A consumer outside any group, for partitions that it is assigned by hand.
  public <V> Consumer<byte[], V> consumer(Deserializer<V> values) {
    return consumer(values, Map.of());
  }

  /// The same, configured otherwise than by default.
  public <V> Consumer<byte[], V> consumer(
      Deserializer<V> values, Map<String, Object> configuration) {
    Map<String, Object> properties = new HashMap<>(configuration);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(common);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), values);
  }
}
