package io.millrace.runtime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Kafka properties from the environment, by the mapping of the official image: the prefix `KAFKA_`
/// goes, `___` becomes `-`, `__` becomes `_`, and `_` becomes a dot.
public final class KafkaEnvironment {
  private static final String PREFIX = "KAFKA_";

  /// Variables of Kafka's own scripts and images: they are no client properties.
  private static final Set<String> NOT_PROPERTIES =
      Set.of(
          "KAFKA_HOME",
          "KAFKA_VERSION",
          "KAFKA_OPTS",
          "KAFKA_HEAP_OPTS",
          "KAFKA_JMX_OPTS",
          "KAFKA_LOG4J_OPTS",
          "KAFKA_GC_LOG_OPTS",
          "KAFKA_JVM_PERFORMANCE_OPTS");

  private KafkaEnvironment() {}

  public static Map<String, String> properties(Map<String, String> env) {
    Map<String, String> properties = new HashMap<>();
    env.forEach((key, value) -> {
      if (key.startsWith(PREFIX) && !NOT_PROPERTIES.contains(key)) {
        properties.put(property(key), value);
      }
    });
    return properties;
  }

  private static String property(String key) {
    return key.substring(PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace("___", "-")
        .replace("__", "\0")
        .replace('_', '.')
        .replace('\0', '_');
  }
}
