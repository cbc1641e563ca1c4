package io.millrace.decision;

import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.runtime.RecordPosition;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Says of each prediction where it stands.
final class LocatePredictions
    extends ContextualFixedKeyProcessor<String, Prediction, Located<Prediction>> {

  @Override
  public void process(FixedKeyRecord<String, Prediction> record) {
    Position position = RecordPosition.of(context());
    context().forward(record.withValue(new Located<>(record.value(), position)));
  }
}
