package io.millrace.decision;

import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.runtime.PerRelease;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Decides each prediction by the policy of the release that judged it.
///
/// The prediction's headers go on but for those that say how long the models ran: a decision holds
/// nothing of the clock.
final class DecidePredictions extends ContextualFixedKeyProcessor<String, Prediction, Decided> {
  private final PerRelease<ReleasePolicy> policies;
  private final DecisionMetrics metrics;

  DecidePredictions(PerRelease<ReleasePolicy> policies, DecisionMetrics metrics) {
    this.policies = policies;
    this.metrics = metrics;
  }

  @Override
  public void process(FixedKeyRecord<String, Prediction> record) {
    Prediction prediction = record.value();
    RecordMetadata at = context().recordMetadata().orElseThrow();
    Position position = new Position(at.topic(), at.partition(), at.offset());
    Policy policy = policies.of(prediction.judged().release()).policy();
    Verdict verdict = policy.judge(prediction);
    metrics.count(verdict);
    RecordHeaders headers = new RecordHeaders(record.headers());
    InferenceTimes.NONE.writeTo(headers);
    Decided decided = new Decided(verdict.on(prediction, position), prediction.event());
    context().forward(record.withValue(decided).withHeaders(headers));
  }
}
