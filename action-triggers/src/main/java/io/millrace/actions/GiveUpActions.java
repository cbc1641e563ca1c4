package io.millrace.actions;

import io.millrace.runtime.RejectedRecord;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Sends the record of a failed action to dead letters, as it was received. What its siblings in
/// the topology make of the same action is not affected.
final class GiveUpActions extends ContextualFixedKeyProcessor<String, Performed, Performed> {

  @Override
  public void process(FixedKeyRecord<String, Performed> record) {
    if (record.value().isFailed()) {
      throw new RejectedRecord(record.value().reason());
    }
  }
}
