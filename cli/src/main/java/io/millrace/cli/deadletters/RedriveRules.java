package io.millrace.cli.deadletters;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.Redriven;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// What is published in the place of a dead letter: the record as it was received, where it stood.
///
/// It keeps its partition, and with it the place of its entity; and but for `raw` and `feedback`,
/// where the broker sets it, the time when its event arrived.
///
/// @param partitions how many a topic has
record RedriveRules(
    PipelineTopics topics, ReadTopics readTopics, ToIntFunction<String> partitions) {

  /// What becomes of a dead letter.
  sealed interface Redrive {

    /// It is published.
    record Publish(ProducerRecord<byte[], byte[]> record) implements Redrive {}

    /// Nothing: that would not help.
    record Refuse(String reason) implements Redrive {}
  }

  Redrive judge(ConsumerRecord<byte[], byte[]> letter) {
    Position source = DeadLetter.of(letter.headers()).source();
    if (source == null) {
      return new Redrive.Refuse(
          "its header 'source' names no position, so where it came from is not known: publish what it holds yourself");
    }
    String obstacle = obstacle(letter, source);
    return obstacle == null
        ? new Redrive.Publish(record(letter, source))
        : new Redrive.Refuse(obstacle);
  }

  @SuppressWarnings("ConstantValue") // Kafka's records may hold null, whatever their type says
  private @Nullable String obstacle(ConsumerRecord<byte[], byte[]> letter, Position source) {
    if (letter.value() == null) {
      return "it holds no value: the record at %s had none, or was too large to be kept here; send it again from where it was made"
          .formatted(source);
    }
    String unread = readTopics.whyUnread(source.topic());
    if (unread != null) {
      return unread;
    }
    int there = partitions.applyAsInt(source.topic());
    if (source.partition() >= there) {
      return "its source %s is in none of the %d partitions of that topic".formatted(source, there);
    }
    return isAssignment(letter, source)
        ? "it assigns a release, and others may have been assigned since: assign it again (millrace release assign)"
        : null;
  }

  private boolean isAssignment(ConsumerRecord<byte[], byte[]> letter, Position source) {
    String events = topics.events().name();
    try {
      return source.topic().equals(events)
          && topics.events().valueSerde().deserializer().deserialize(events, letter.value())
              instanceof Assignment;
    } catch (SerializationException e) {
      return false;
    }
  }

  private ProducerRecord<byte[], byte[]> record(
      ConsumerRecord<byte[], byte[]> letter, Position source) {
    Headers headers = new RecordHeaders(letter.headers());
    DeadLetter.removeFrom(headers);
    new Redriven(Letter.at(letter), source).writeTo(headers);
    boolean timedByBroker =
        List.of(topics.raw().name(), topics.feedback().name()).contains(source.topic());
    return new ProducerRecord<>(
        source.topic(),
        source.partition(),
        timedByBroker ? null : letter.timestamp(),
        letter.key(),
        letter.value(),
        headers);
  }
}
