package io.millrace.cli.console;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// The consumer group of a service, as it was seen once.
///
/// @param instances how many processes of the service are in it
/// @param isSettled whether the partitions are shared out
/// @param committed what each partition is read to; absent where nothing is committed
record Group(int instances, boolean isSettled, Map<TopicPartition, Long> committed) {
  /// That of a service which has never run.
  static final Group NONE = new Group(0, false, Map.of());

  Group {
    committed = Map.copyOf(committed);
  }

  boolean isRunning() {
    return instances > 0;
  }
}
