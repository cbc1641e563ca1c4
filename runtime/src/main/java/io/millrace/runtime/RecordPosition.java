package io.millrace.runtime;

import io.millrace.contracts.Position;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Where the record stands that a processor is given.
public final class RecordPosition {

  private RecordPosition() {}

  /// Of the record being processed; there must be one.
  public static Position of(ProcessingContext context) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    return new Position(at.topic(), at.partition(), at.offset());
  }
}
