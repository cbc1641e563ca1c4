package io.millrace.eventfeatures;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Answers each event with its own part of its features.
final class ComputeEventFeatures
    extends ContextualFixedKeyProcessor<String, RoutedEvent, FeaturePart> {
  private final EventParts parts;
  private final Counter failedParts;

  ComputeEventFeatures(EventParts parts, Counter failedParts) {
    this.parts = parts;
    this.failedParts = failedParts;
  }

  @Override
  public void process(FixedKeyRecord<String, RoutedEvent> record) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    Position source = new Position(at.topic(), at.partition(), at.offset());
    FeaturePart part = parts.of(record.value(), source);
    if (part.values() instanceof FeaturePart.Failed) {
      failedParts.increment();
    }
    context().forward(record.withValue(part));
  }
}
