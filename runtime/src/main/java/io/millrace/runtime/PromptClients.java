package io.millrace.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/// Kafka's clients for the threads of a service: what a thread has made leaves as soon as it has
/// nothing else to do.
///
/// No fixed linger serves both 200 and 20,000 events a second: without one there are nearly as many
/// requests as records, with one each hop is late by it. Here records gather while there is more to
/// do, for the linger at most, and leave when a poll finds nothing: at once if they are few, and in
/// large batches under load.
///
/// The thread does not wait for it: its producer is flushed by another, and it may go on making
/// more.
final class PromptClients implements KafkaClientSupplier {
  /// How soon after its last record a thread comes back to what is due by the clock. A longer wait
  /// would end with the next record only, and batches that are predicted by the clock with it.
  private static final Duration TICK = Duration.ofMillis(1);

  private final Map<String, Outbox> outboxes = new ConcurrentHashMap<>();

  /// What a thread has made and not seen off. For use by that thread alone, once it runs.
  private static final class Outbox {
    private volatile @Nullable Producer<?, ?> producer;
    private final AtomicBoolean due = new AtomicBoolean();
    private boolean empty = true;

    void send() {
      Producer<?, ?> to = producer;
      if (!empty && to != null) {
        empty = true;
        if (due.compareAndSet(false, true)) {
          Thread.startVirtualThread(() -> flush(to));
        }
      }
    }

    private void flush(Producer<?, ?> to) {
      due.set(false);
      to.flush();
    }
  }

  /// The outbox of the thread whose clients have this configuration: Kafka Streams names them after
  /// it.
  private Outbox outbox(Map<String, Object> config) {
    String client = String.valueOf(config.get(CommonClientConfigs.CLIENT_ID_CONFIG));
    return outboxes.computeIfAbsent(
        client.substring(0, client.lastIndexOf('-')), thread -> new Outbox());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    Outbox outbox = outbox(config);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
      private boolean isBusy;

      @Override
      public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(Duration.ZERO);
        if (isNothing(records)) {
          outbox.send();
          records = super.poll(isBusy ? min(timeout, TICK) : timeout);
        }
        isBusy = !isNothing(records);
        return records;
      }
    };
  }

  /// Without records it may have gone past markers of transactions, which are committed too.
  private static boolean isNothing(ConsumerRecords<byte[], byte[]> records) {
    return records.isEmpty() && records.nextOffsets().isEmpty();
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Outbox outbox = outbox(config);
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public Future<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> record, Callback callback) {
            outbox.empty = false;
            return super.send(record, callback);
          }
        };
    outbox.producer = producer;
    return producer;
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  private static Consumer<byte[], byte[]> plainConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }
}
