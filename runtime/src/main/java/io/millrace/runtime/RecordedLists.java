package io.millrace.runtime;

import io.millrace.contracts.ListItem;
import io.millrace.contracts.expression.Lists;
import java.util.Optional;

/// The lists of a pipeline through time.
public interface RecordedLists {

  /// The lists as an event sees them that was ingested at a time, in milliseconds; once all is
  /// known that counts for it. Throws [org.apache.kafka.common.KafkaException] if that cannot be
  /// read.
  Lists asOf(long timestamp);

  /// What was written of an item last, by now or up to half a second ago; empty if it was taken
  /// off. Throws [org.apache.kafka.common.KafkaException] if that cannot be read.
  Optional<ListItem> latest(String list, String item);
}
