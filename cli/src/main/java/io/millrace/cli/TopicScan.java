package io.millrace.cli;

import io.millrace.cli.history.LogReplay;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Position;
import io.millrace.contracts.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads all that topics hold, each partition in its order, with a progress bar.
///
/// Records that no service can read are passed over: they went to the dead letters and changed
/// nothing.
final class TopicScan {
  private final KafkaConnection kafka;
  private final PrintWriter err;

  TopicScan(KafkaConnection kafka, PrintWriter err) {
    this.kafka = kafka;
    this.err = err;
  }

  /// What to do with a record that could be read.
  interface Reading<V> {

    /// Takes the next record of a partition.
    ///
    /// @param time when it was appended to the log, in milliseconds
    /// @param key empty where it has none
    void take(Position at, long time, String key, V value);
  }

  /// Hands on all of a topic, once a replay knows of its partitions' beginnings.
  <V> void replay(Topic<String, V> topic, LogReplay log, Reading<V> reading) {
    read(
        topic,
        "replay " + topic.name(),
        reader ->
            reader
                .beginnings()
                .forEach((partition, first) -> log.begin(topic.name(), partition, first == 0)),
        reading);
  }

  /// Hands on all of a topic.
  <V> void read(Topic<String, V> topic, String task, Reading<V> reading) {
    read(topic, task, reader -> {}, reading);
  }

  /// The offset that each partition of a topic begins with: 0 if it is the first it ever had.
  Map<Integer, Long> beginnings(Topic<?, ?> topic) {
    try (TopicReader<byte[]> reader = open(topic)) {
      return reader.beginnings();
    }
  }

  private TopicReader<byte[]> open(Topic<?, ?> topic) {
    return TopicReader.fromBeginning(kafka, topic.name(), new ByteArrayDeserializer());
  }

  private <V> void read(
      Topic<String, V> topic,
      String task,
      Consumer<TopicReader<byte[]>> begin,
      Reading<V> reading) {
    try (TopicReader<byte[]> reader = open(topic);
        ProgressBar bar = ProgressBar.start(err, task, "records")) {
      long all = reader.remaining();
      long[] done = {0};
      begin.accept(reader);
      reader.readAll(record -> {
        V value = valueOf(topic, record.value());
        if (value != null) {
          Position at = new Position(record.topic(), record.partition(), record.offset());
          reading.take(at, record.timestamp(), keyOf(record), value);
        }
        bar.update(++done[0], all);
      });
    }
  }

  private static <V> @Nullable V valueOf(Topic<String, V> topic, byte @Nullable [] bytes) {
    try {
      return bytes == null
          ? null
          : topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
    } catch (SerializationException e) {
      return null;
    }
  }

  private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }
}
