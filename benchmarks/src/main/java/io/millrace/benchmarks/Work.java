package io.millrace.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a processor is busy with.
public enum Work {
  /// Reading JSON, and holding it against the schema.
  PARSE,
  /// Writing JSON.
  SERIALIZE,
  /// Histories and what else is kept.
  STATE,
  /// Models, and what makes vectors for them.
  INFERENCE,
  /// Expressions of routes, features and policies.
  EXPRESSION,
  /// Kafka's clients: records to and from the broker, compressed, and the requests for them.
  CLIENT,
  /// Kafka Streams itself.
  STREAMS,
  /// The rest of the stages.
  STAGES,
  /// The broker, where it runs in this JVM.
  BROKER,
  /// What publishes and measures.
  LOAD,
  /// The compiler, the collector, and what was not sampled.
  JVM,
  OTHER;

  /// By what the names of classes begin with; the longest that fits holds.
  private static final Map<String, Work> OF_CLASSES =
      Map.ofEntries(
          Map.entry("com.fasterxml.jackson", PARSE),
          Map.entry("com.networknt", PARSE),
          Map.entry("io.millrace.contracts.json", PARSE),
          Map.entry("io.millrace.contracts.definition", PARSE),
          Map.entry("com.fasterxml.jackson.core.json.UTF8JsonGenerator", SERIALIZE),
          Map.entry("io.millrace.contracts.json.JsonOutput", SERIALIZE),
          Map.entry("io.millrace.contracts.json.JsonWriter", SERIALIZE),
          Map.entry("io.millrace.contracts.json.JsonBytes", SERIALIZE),
          Map.entry("io.millrace.contracts.json.NumberText", SERIALIZE),
          Map.entry("io.millrace.contracts.json.WrittenNames", SERIALIZE),
          Map.entry("com.fasterxml.jackson.core.io.NumberOutput", SERIALIZE),
          Map.entry("com.fasterxml.jackson.core.io.schubfach", SERIALIZE),
          Map.entry("org.rocksdb", STATE),
          Map.entry("org.apache.kafka.streams.state", STATE),
          Map.entry("io.millrace.features", STATE),
          Map.entry("io.millrace.entityfeatures", STATE),
          Map.entry("ai.onnxruntime", INFERENCE),
          Map.entry("io.millrace.model", INFERENCE),
          Map.entry("dev.cel", EXPRESSION),
          Map.entry("io.millrace.contracts.expression", EXPRESSION),
          Map.entry("org.apache.kafka.clients", CLIENT),
          Map.entry("org.apache.kafka.common", CLIENT),
          Map.entry("net.jpountz", CLIENT),
          Map.entry("sun.nio", CLIENT),
          Map.entry("org.apache.kafka.streams", STREAMS),
          Map.entry("io.millrace", STAGES),
          Map.entry("io.micrometer", STAGES));

  private static final String NETWORK_OF_PRODUCER = "kafka-producer-network-thread";
  private static final List<String> LOADING = List.of("main", "relay", "bench", "Thread-");
  private static final List<String> SERVING =
      List.of("data-plane-kafka", "kafka-1-", "group-coordinator", "quorum-", "executor-", "log-");

  /// What a thread does by its name; [#OTHER] if its frames must tell.
  static Work ofThread(@Nullable String name) {
    if (name == null) {
      return JVM;
    }
    if (name.startsWith(NETWORK_OF_PRODUCER)) {
      return name.contains("StreamThread") ? CLIENT : LOAD;
    }
    if (LOADING.stream().anyMatch(name::startsWith)) {
      return LOAD;
    }
    return SERVING.stream().anyMatch(name::startsWith) ? BROKER : OTHER;
  }

  /// What a frame does; [#OTHER] if the one that called it must tell.
  static Work ofMethod(String type, String method) {
    Work work =
        OF_CLASSES.keySet().stream()
            .filter(type::startsWith)
            .max(Comparator.comparingInt(String::length))
            .map(OF_CLASSES::get)
            .orElse(OTHER);
    return work == PARSE && method.startsWith("write") ? SERIALIZE : work;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
