package io.millrace.runtime;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// What a pipeline pays for what it promises. All its services run in the same one.
public enum Profile {
  /// At-least-once, for answers at once: what a thread has made leaves when it has nothing else to
  /// do, and gathers while it has. After a crash some records are written again, with the same
  /// content.
  FAST,
  /// At-least-once, for as many events as a processor can take: records gather whatever the load,
  /// and go in large batches and requests.
  THROUGHPUT,
  /// Exactly-once in every hop, at the price of about one commit interval of latency a hop.
  STRICT;

  private static final String LINGER =
      StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG);
  private static final String COMPRESSION =
      StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG);

  /// Reads `fast`, `throughput` or `strict`.
  public static Profile parse(String text) {
    for (Profile profile : values()) {
      if (profile.toString().equals(text)) {
        return profile;
      }
    }
    throw new InvalidConfiguration(
        "MILLRACE_PROFILE is '%s': set it to fast, throughput or strict, the same for all services"
            .formatted(text));
  }

  /// Kafka Streams properties; what a service or the environment says goes before them.
  Map<String, Object> properties() {
    return switch (this) {
      case FAST -> fast();
      case THROUGHPUT -> throughput();
      case STRICT -> strict();
    };
  }

  private static Map<String, Object> fast() {
    return Map.of(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        StreamsConfig.AT_LEAST_ONCE,
        // What a crash has done again, against a pause for the flush at each commit.
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        5_000,
        // At most: see PromptClients.
        LINGER,
        20,
        // lz4 takes buffers of 130 KB for each batch, and most have few records.
        COMPRESSION,
        "none");
  }

  private static Map<String, Object> throughput() {
    return Map.of(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        StreamsConfig.AT_LEAST_ONCE,
        // An entity that changes often is logged once in it.
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        10_000,
        // At 20,000 events/s and four partitions, a hundred records in a batch.
        LINGER,
        20,
        COMPRESSION,
        "lz4",
        // An answer to a fetch waits for as much, but no longer than records gather.
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
        65_536,
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        20);
  }

  private static Map<String, Object> strict() {
    return Map.of(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        StreamsConfig.EXACTLY_ONCE_V2,
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        100,
        // What is written waits for the commit anyway.
        LINGER,
        3,
        COMPRESSION,
        "lz4");
  }

  /// Whether a thread sends what it has made when it has nothing else to do.
  public boolean sendsWhenIdle() {
    return this == FAST;
  }

  /// Its settings for producers, by their own names, for who would be measured beside the services.
  public Map<String, Object> producerSettings() {
    return settings(StreamsConfig.PRODUCER_PREFIX);
  }

  /// The same for consumers.
  public Map<String, Object> consumerSettings() {
    return settings(StreamsConfig.CONSUMER_PREFIX);
  }

  private Map<String, Object> settings(String prefix) {
    Map<String, Object> settings = new TreeMap<>();
    properties()
        .forEach((name, value) -> {
          if (name.startsWith(prefix)) {
            settings.put(name.substring(prefix.length()), value);
          }
        });
    return settings;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
