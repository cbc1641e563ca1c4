package io.millrace.cli.cluster;

import io.millrace.benchmarks.Median;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Topic;
import io.millrace.runtime.ServiceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The model service alone, as a process of its own with one stream thread: how many events a
/// second it takes from the parts of their features, as JSON, to their predictions on the broker.
///
/// The parts of a round are one transaction, and the service reads committed records only: it meets
/// a full topic at the moment of the commit, and the clock runs from there to the last prediction.
final class ModelRun {
  private static final List<String> JVM = List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC");
  private static final Duration STEP = Duration.ofMillis(10);

  private final MeasuredModel measured;
  private final Path data;
  private final int events;
  private final PartLoad load;

  /// @param data where broker and service keep their data
  /// @param events a round
  ModelRun(MeasuredModel measured, Path data, int events) {
    this.measured = measured;
    this.data = data;
    this.events = events;
    this.load = new PartLoad(measured.pipeline(), measured.samples());
  }

  /// The median of some rounds, after as many that warm up.
  double eventsPerSecond(int rounds) {
    LocalPipeline.deleteData(data);
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0);
        ServiceProcess service = service(broker)) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap(), Map.of());
      TopicCreation.create(
          TopicCreation.topicsOf(measured.pipeline()),
          kafka.client(),
          TopicCreation.DEFAULT_PARTITIONS);
      service.start();
      service.awaitReady();
      return eventsPerSecond(rounds, kafka, service);
    }
  }

  private double eventsPerSecond(int rounds, KafkaConnection kafka, ServiceProcess service) {
    Topic<?, ?> predictions = measured.pipeline().topics().predictions();
    List<Double> perSecond = new ArrayList<>();
    try (TopicReader<byte[]> written =
            TopicReader.fromBeginning(kafka, predictions.name(), new ByteArrayDeserializer());
        Producer<byte[], byte[]> producer = producer(kafka)) {
      producer.initTransactions();
      for (int round = 1; round <= 2 * rounds; round++) {
        publish(producer);
        long start = System.nanoTime();
        producer.commitTransaction();
        await(written, (long) round * events, service);
        perSecond.add(events * 1e9 / (System.nanoTime() - start));
      }
    }
    return Median.of(perSecond.subList(rounds, 2 * rounds));
  }

  private void publish(Producer<byte[], byte[]> producer) {
    producer.beginTransaction();
    for (int i = 0; i < events; i++) {
      load.next()
          .forEach(record -> {
            Future<?> _ = producer.send(record);
          });
    }
    producer.flush();
  }

  private static void await(TopicReader<byte[]> written, long count, ServiceProcess service) {
    Patience patience = new Patience("the model service");
    for (long now = written.remaining(); now < count; now = written.remaining()) {
      service.requireAlive();
      patience.require(now);
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private static Producer<byte[], byte[]> producer(KafkaConnection kafka) {
    Map<String, String> transactional = new HashMap<>();
    transactional.put(environment(ProducerConfig.TRANSACTIONAL_ID_CONFIG), "bench-model");
    transactional.put(environment(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), "600000");
    return new KafkaConnection(kafka.bootstrap(), transactional).producer();
  }

  private static String environment(String property) {
    return "KAFKA_" + property.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
  }

  private ServiceProcess service(EmbeddedBroker broker) {
    Map<String, String> environment =
        Map.of(
            ServiceConfig.PIPELINE,
            measured.folder().toString(),
            ServiceConfig.STATE_DIR,
            data.resolve("state").toString(),
            "KAFKA_BOOTSTRAP_SERVERS",
            broker.bootstrap(),
            "KAFKA_CONSUMER_ISOLATION_LEVEL",
            "read_committed");
    return new ServiceProcess("model-service", JVM, environment, data.resolve("model-service.log"));
  }
}
