package io.millrace.cli.lists;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Changes of lists, to be written together.
final class ListChanges {
  private final Map<String, @Nullable ListItem> changes = new LinkedHashMap<>();

  void add(ListItem item) {
    changes.put(item.key(), item);
  }

  void remove(String list, String item) {
    changes.put(ListItem.key(list, item), null);
  }

  int size() {
    return changes.size();
  }

  /// Writes them, and waits until they are kept; throws `CommandFailure` if one cannot be.
  void write(Topic<String, ListItem> topic, KafkaConnection kafka) {
    kafka.write(
        changes.entrySet().stream()
            .map(change -> record(topic, change.getKey(), change.getValue()))
            .toList());
  }

  private static ProducerRecord<byte[], byte[]> record(
      Topic<String, ListItem> topic, String key, @Nullable ListItem item) {
    return new ProducerRecord<>(
        topic.name(),
        key.getBytes(StandardCharsets.UTF_8),
        topic.valueSerde().serializer().serialize(topic.name(), item));
  }
}
