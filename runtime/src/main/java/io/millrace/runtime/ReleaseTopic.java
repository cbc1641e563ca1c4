package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Sha256;
import java.io.Closeable;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// The topic `releases` being read, from its beginning on. Not for several threads at once.
public final class ReleaseTopic implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;

  /// @param client properties of the client, the brokers among them
  public ReleaseTopic(PipelineTopics topics, Map<String, ?> client) {
    this(topics, open(client));
  }

  ReleaseTopic(PipelineTopics topics, Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
    partition = new TopicPartition(topics.releases().name(), 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  private static Consumer<String, byte[]> open(Map<String, ?> client) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /// All that is there by now.
  public static ReleaseLog read(PipelineTopics topics, Map<String, ?> client) {
    ReleaseLog log = new ReleaseLog();
    try (ReleaseTopic topic = new ReleaseTopic(topics, client)) {
      topic.readToEnd(log);
    }
    return log;
  }

  /// Reads what has come, waiting for `wait` at most.
  public void poll(Duration wait, ReleaseLog log) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
      log.take(record.key(), record.value(), record.offset());
    }
  }

  /// Reads all that is there by now.
  public void readToEnd(ReleaseLog log) {
    long end = end();
    for (long since = System.nanoTime(); consumer.position(partition) < end; ) {
      requirePatience(since);
      poll(POLL, log);
    }
  }

  /// Where the next committed record will stand.
  public long end() {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /// Up to where it was read.
  public long position() {
    return consumer.position(partition);
  }

  /// The value at an offset; reading goes on where it was.
  public byte[] valueAt(long offset) {
    long resume = consumer.position(partition);
    try {
      consumer.seek(partition, offset);
      for (long since = System.nanoTime(); ; requirePatience(since)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.offset() == offset && record.value() != null) {
            return record.value();
          }
        }
      }
    } finally {
      consumer.seek(partition, resume);
    }
  }

  /// Whether the pieces of a file are there as they were published.
  boolean isWhole(Artifact file, ReleaseLog log) {
    Optional<List<Long>> offsets = log.offsets(file);
    if (offsets.isEmpty()) {
      return false;
    }
    MessageDigest digest = Sha256.newDigest();
    offsets.get().forEach(offset -> digest.update(valueAt(offset)));
    return HexFormat.of().formatHex(digest.digest()).equals(file.sha256());
  }

  private static void requirePatience(long since) {
    if (System.nanoTime() - since > PATIENCE.toNanos()) {
      throw new TimeoutException("the releases could not be read within " + PATIENCE);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
