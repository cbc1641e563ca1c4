package io.millrace.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Counts what goes out, and times it: from the broker's clock in `raw`, which every later record
/// keeps as its timestamp, to now.
final class MeasureRecord<K, V> extends ContextualFixedKeyProcessor<K, V, V> {
  private final Counter recordsOut;
  private final Timer latency;

  MeasureRecord(Counter recordsOut, Timer latency) {
    this.recordsOut = recordsOut;
    this.latency = latency;
  }

  @Override
  public void process(FixedKeyRecord<K, V> record) {
    recordsOut.increment();
    latency.record(
        Math.max(0, context().currentSystemTimeMs() - record.timestamp()), TimeUnit.MILLISECONDS);
    context().forward(record);
  }
}
