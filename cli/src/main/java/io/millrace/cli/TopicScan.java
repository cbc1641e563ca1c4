package io.millrace.cli;

import io.millrace.cli.history.LogReplay;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

  /// Hands on all of `events-a`, with what is known of its partitions' beginnings.
  void replay(Topic<String, EntityRecord> eventsA, LogReplay log) {
    read(
        eventsA,
        "replay",
        reader -> reader.areComplete().forEach(log::begin),
        (record, value) -> {
          EntityKey key = keyOf(record);
          if (key != null) {
            log.take(record.partition(), record.offset(), record.timestamp(), key, value);
          }
        });
  }

  /// Hands on the values of a topic.
  <V> void read(Topic<String, V> topic, String task, Consumer<V> to) {
    read(topic, task, reader -> {}, (record, value) -> to.accept(value));
  }

  /// What to do with a record that could be read.
  private interface Reading<V> {
    void take(ConsumerRecord<byte[], byte[]> record, V value);
  }

  private <V> void read(
      Topic<String, V> topic,
      String task,
      Consumer<TopicReader<byte[]>> begin,
      Reading<V> reading) {
    try (TopicReader<byte[]> reader =
            TopicReader.fromBeginning(kafka, topic.name(), new ByteArrayDeserializer());
        ProgressBar bar = ProgressBar.start(err, task, "records")) {
      long all = reader.remaining();
      long[] done = {0};
      begin.accept(reader);
      reader.readAll(record -> {
        V value = valueOf(topic, record.value());
        if (value != null) {
          reading.take(record, value);
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

  private static @Nullable EntityKey keyOf(ConsumerRecord<byte[], byte[]> record) {
    try {
      return record.key() == null
          ? null
          : EntityKey.parse(new String(record.key(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
