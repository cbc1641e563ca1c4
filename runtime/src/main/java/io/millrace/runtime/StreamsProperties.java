package io.millrace.runtime;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// The Kafka Streams configuration of a service: each setting that is not Kafka's default, and why.
final class StreamsProperties {

  private StreamsProperties() {}

  static Properties of(ServiceConfig config, String pipeline, Service service, String instance) {
    Properties properties = new Properties();
    String application = pipeline + "." + service.name();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    // So that the members of the group can be told by instance.
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, application + "-" + instance);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    properties.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG,
        config.threads() == null ? service.threads(config.profile()) : config.threads());
    // Otherwise a state store or internal topic could change its name with the topology.
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // An instance that joins takes what it has restored over within a minute, not within ten.
    properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
    // A cache that holds the keys of a commit interval, so that each is logged once in it.
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L << 20);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailedRecords.class);
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnwritableRecords.class);
    consumer(config, properties);
    producer(properties);
    properties.putAll(config.profile().properties());
    properties.putAll(service.streamsProperties());
    properties.putAll(config.kafka());
    return properties;
  }

  private static void consumer(ServiceConfig config, Properties properties) {
    // A new pipeline reads what was published before its services started.
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // A killed instance's partitions move after 10 s, not after the default of 45.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
    if (config.instance() != null) {
      properties.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instance());
    }
  }

  private static void producer(Properties properties) {
    // While one request is on its way, records gather for the next.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 131_072);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        io.millrace.contracts.PipelineTopics.MAX_BYTES);
  }
}
