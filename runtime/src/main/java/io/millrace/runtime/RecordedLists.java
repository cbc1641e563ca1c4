package io.millrace.runtime;

import io.millrace.contracts.expression.Lists;

/// The lists of a pipeline through time.
@FunctionalInterface
public interface RecordedLists {

  /// The lists as an event sees them that was ingested at a time, in milliseconds; once all is
  /// known that counts for it. Throws [org.apache.kafka.common.KafkaException] if that cannot be
  /// read.
  Lists asOf(long timestamp);
}
