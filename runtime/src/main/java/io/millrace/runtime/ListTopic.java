package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The topic `lists` being read, from its beginning on. Not for several threads at once.
public final class ListTopic implements Closeable {
  private final OrderedTopic topic;

  /// @param client properties of the client, the brokers among them
  public ListTopic(PipelineTopics topics, Map<String, ?> client) {
    topic = new OrderedTopic(topics.lists().name(), client);
  }

  /// All that is there by now.
  public static ListLog read(PipelineTopics topics, Map<String, ?> client) {
    ListLog log = new ListLog();
    try (ListTopic topic = new ListTopic(topics, client)) {
      topic.readToEnd(log);
    }
    return log;
  }

  /// Reads what has come, waiting for `wait` at most.
  void poll(Duration wait, ListLog log) {
    topic.poll(wait, into(log));
  }

  /// Reads all that is there by now.
  void readToEnd(ListLog log) {
    topic.readToEnd(into(log));
  }

  private static Consumer<ConsumerRecord<String, byte[]>> into(ListLog log) {
    return record -> log.take(record.key(), record.value(), record.timestamp());
  }

  @Override
  public void close() {
    topic.close();
  }
}
