package io.millrace.decision;

import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Decides each prediction by the policy.
final class DecidePredictions extends ContextualFixedKeyProcessor<String, Prediction, Decided> {
  private final Policy policy;
  private final DecisionMetrics metrics;

  DecidePredictions(Policy policy, DecisionMetrics metrics) {
    this.policy = policy;
    this.metrics = metrics;
  }

  @Override
  public void process(FixedKeyRecord<String, Prediction> record) {
    Prediction prediction = record.value();
    RecordMetadata at = context().recordMetadata().orElseThrow();
    Position position = new Position(at.topic(), at.partition(), at.offset());
    Verdict verdict = policy.judge(prediction);
    metrics.count(verdict);
    context()
        .forward(
            record.withValue(new Decided(verdict.on(prediction, position), prediction.event())));
  }
}
