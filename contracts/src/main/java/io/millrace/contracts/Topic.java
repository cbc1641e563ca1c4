package io.millrace.contracts;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/// A topic as a typed value: its name, what it holds, and the settings it is created with.
///
/// @param keyed whether a record without a key is an error
/// @param totallyOrdered whether it has one partition alone, not as many as the pipeline's others
/// @param settings Kafka's topic configuration where it differs from the broker's
public record Topic<K, V>(
    String name,
    Serde<K> keySerde,
    Serde<V> valueSerde,
    boolean keyed,
    boolean totallyOrdered,
    Map<String, String> settings) {

  public Topic {
    settings = Map.copyOf(settings);
  }
}
