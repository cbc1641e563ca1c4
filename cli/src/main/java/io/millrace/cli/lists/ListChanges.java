package io.millrace.cli.lists;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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

  /// Writes them, and waits until they are kept; throws [CommandFailure] if one cannot be.
  void write(Topic<String, ListItem> topic, KafkaConnection kafka) {
    try (Producer<byte[], byte[]> producer = kafka.producer()) {
      List<Future<RecordMetadata>> written = new ArrayList<>();
      changes.forEach((key, item) ->
          written.add(
              producer.send(
                  new ProducerRecord<>(
                      topic.name(),
                      key.getBytes(StandardCharsets.UTF_8),
                      topic.valueSerde().serializer().serialize(topic.name(), item)))));
      producer.flush();
      for (Future<RecordMetadata> each : written) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new CommandFailure(
          "%s could not be written: %s".formatted(topic.name(), e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
