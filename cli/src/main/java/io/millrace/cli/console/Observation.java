package io.millrace.cli.console;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// What the brokers said of a pipeline at one time.
///
/// @param nanos when, by the clock that only measures
/// @param begins where partitions begin, of those for which that matters
/// @param ends where partitions end
/// @param groups the group of each service, by its name
record Observation(
    long nanos,
    Map<TopicPartition, Long> begins,
    Map<TopicPartition, Long> ends,
    Map<String, Group> groups) {

  Observation {
    begins = Map.copyOf(begins);
    ends = Map.copyOf(ends);
    groups = Map.copyOf(groups);
  }

  Group group(String service) {
    return groups.getOrDefault(service, Group.NONE);
  }

  /// Where a partition begins, as far as that is known.
  long begin(TopicPartition partition) {
    return begins.getOrDefault(partition, 0L);
  }

  /// How many records a topic has ever had.
  long written(String topic) {
    return ends.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// How many records of a topic are kept.
  long kept(String topic) {
    return ends.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic))
        .mapToLong(end -> end.getValue() - begin(end.getKey()))
        .sum();
  }
}
