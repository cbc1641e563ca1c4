package io.millrace.composed;

import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutedEvent;
import io.millrace.eventfeatures.EventStage;
import io.millrace.model.JoinedParts;
import io.millrace.runtime.RecordPosition;
import io.millrace.runtime.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Adds the own part of an event's features, and hands on all of its parts.
final class CompleteEvents
    extends ContextualFixedKeyProcessor<String, EnrichedRecord, JoinedParts> {
  private final EventStage stage;

  CompleteEvents(EventStage stage) {
    this.stage = stage;
  }

  @Override
  public void process(FixedKeyRecord<String, EnrichedRecord> record) {
    EnrichedRecord enriched = record.value();
    RoutedEvent routed = (RoutedEvent) enriched.record();
    List<FeaturePart> parts = new ArrayList<>();
    for (Part part : routed.slip().allParts()) {
      parts.add(
          part.equals(Part.EVENT)
              ? stage.part(routed, RecordPosition.of(context()))
              : computed(part, enriched));
    }
    context().forward(record.withValue(new JoinedParts(parts)));
  }

  private static FeaturePart computed(Part name, EnrichedRecord enriched) {
    for (FeaturePart part : enriched.parts()) {
      if (part.about().part().equals(name)) {
        return part;
      }
    }
    throw new RejectedRecord(
        "part %s is missing, though the event has been at all of its entities".formatted(name));
  }
}
