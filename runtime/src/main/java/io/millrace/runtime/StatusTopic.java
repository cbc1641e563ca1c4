package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The topic `status` being read, from its beginning on. Not for several threads at once.
public final class StatusTopic implements Closeable {
  private final OrderedTopic topic;

  /// @param client properties of the client, the brokers among them
  public StatusTopic(PipelineTopics topics, Map<String, ?> client) {
    topic = new OrderedTopic(topics.status().name(), client);
  }

  /// All that is there by now.
  public static SaidOnStatus read(PipelineTopics topics, Map<String, ?> client) {
    SaidOnStatus said = new SaidOnStatus();
    try (StatusTopic topic = new StatusTopic(topics, client)) {
      topic.readToEnd(said);
    }
    return said;
  }

  /// Reads what has come, waiting for `wait` at most.
  void poll(Duration wait, SaidOnStatus said) {
    topic.poll(wait, into(said));
  }

  /// Reads all that is there by now.
  void readToEnd(SaidOnStatus said) {
    topic.readToEnd(into(said));
  }

  private static Consumer<ConsumerRecord<String, byte[]>> into(SaidOnStatus said) {
    return record -> said.take(record.key(), record.value(), record.offset());
  }

  @Override
  public void close() {
    topic.close();
  }
}
