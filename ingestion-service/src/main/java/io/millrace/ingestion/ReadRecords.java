package io.millrace.ingestion;

import io.millrace.contracts.Redriven;
import io.millrace.runtime.RecordPosition;
import io.millrace.runtime.RejectedRecord;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Sends on what its reader accepts, under a new key, with the timestamp and headers that came, but
/// for those that only a redriven record has.
final class ReadRecords<T extends V, V> extends ContextualProcessor<byte[], byte[], String, V> {
  private final RecordReader<T> reader;
  private final Function<? super T, String> key;

  ReadRecords(RecordReader<T> reader, Function<? super T, String> key) {
    this.reader = reader;
    this.key = key;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Instant arrival = Instant.ofEpochMilli(record.timestamp());
    T value =
        switch (reader.read(record.value(), RecordPosition.of(context()), arrival)) {
          case Reading.Accepted(T accepted) -> accepted;
          case Reading.Rejected(String reason) -> throw new RejectedRecord(reason);
        };
    context()
        .forward(
            record
                .withKey(key.apply(value))
                .withValue(value)
                .withHeaders(Redriven.keptBy(topic(), record.headers())));
  }

  private String topic() {
    return context().recordMetadata().orElseThrow().topic();
  }
}
