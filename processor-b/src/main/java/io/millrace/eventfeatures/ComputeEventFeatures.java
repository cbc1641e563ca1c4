package io.millrace.eventfeatures;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.runtime.RecordPosition;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Answers each event with its own part of its features.
final class ComputeEventFeatures
    extends ContextualFixedKeyProcessor<String, RoutedEvent, FeaturePart> {
  private final EventStage stage;

  ComputeEventFeatures(EventStage stage) {
    this.stage = stage;
  }

  @Override
  public void process(FixedKeyRecord<String, RoutedEvent> record) {
    Position source = RecordPosition.of(context());
    context().forward(record.withValue(stage.part(record.value(), source)));
  }
}
