package io.millrace.benchmarks;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sustained throughput: how many events a second come out until all are done with.
///
/// A round's events are published in one transaction, and the subject reads committed records only:
/// it meets a full topic at the moment of the commit, and the clock runs from there.
public final class ThroughputRun {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Subject subject;

  public ThroughputRun(Subject subject) {
    this.subject = subject;
  }

  /// Publishes `count` events and returns how many a second came out.
  ///
  /// Throws `IllegalStateException` when some never do.
  public double round(Iterator<LoadEvent> events, int count) {
    try (OutputWatch watch = new OutputWatch(subject);
        KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < count; i++) {
        Future<?> _ = producer.send(events.next().on(subject.in()));
      }
      producer.flush();
      long start = System.nanoTime();
      producer.commitTransaction();
      watch.awaitRecords(count, PATIENCE);
      return count / ((System.nanoTime() - start) / 1e9);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = new java.util.HashMap<>(subject.client());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "bench-" + subject.in());
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
