package io.millrace.runtime;

import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Counts what comes in and refuses what no processor could use.
final class ReceiveRecord<K, V> extends ContextualFixedKeyProcessor<K, V, V> {
  private final boolean keyed;
  private final Counter recordsIn;

  ReceiveRecord(boolean keyed, Counter recordsIn) {
    this.keyed = keyed;
    this.recordsIn = recordsIn;
  }

  @Override
  @SuppressWarnings("ConstantValue") // Kafka's records may hold null, whatever their type says
  public void process(FixedKeyRecord<K, V> record) {
    recordsIn.increment();
    if (record.value() == null) {
      throw new RejectedRecord("the record has no value (null): write a JSON object");
    }
    if (keyed && record.key() == null) {
      throw new RejectedRecord("the record has no key: this topic needs one");
    }
    context().forward(record);
  }
}
