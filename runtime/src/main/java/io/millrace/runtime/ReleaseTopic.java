package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Sha256;
import java.io.Closeable;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The topic `releases` being read, from its beginning on. Not for several threads at once.
public final class ReleaseTopic implements Closeable {
  private final OrderedTopic topic;

  /// @param client properties of the client, the brokers among them
  public ReleaseTopic(PipelineTopics topics, Map<String, ?> client) {
    topic = new OrderedTopic(topics.releases().name(), client);
  }

  ReleaseTopic(
      PipelineTopics topics, org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
    topic = new OrderedTopic(topics.releases().name(), consumer);
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
    topic.poll(wait, into(log));
  }

  /// Reads all that is there by now.
  public void readToEnd(ReleaseLog log) {
    topic.readToEnd(into(log));
  }

  private static Consumer<ConsumerRecord<String, byte[]>> into(ReleaseLog log) {
    return record -> log.take(record.key(), record.value(), record.offset());
  }

  /// Where the next committed record will stand.
  public long end() {
    return topic.end();
  }

  /// Up to where it was read.
  public long position() {
    return topic.position();
  }

  /// The value at an offset; reading goes on where it was.
  public byte[] valueAt(long offset) {
    return topic.valueAt(offset);
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

  @Override
  public void close() {
    topic.close();
  }
}
