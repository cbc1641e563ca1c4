package io.millrace.decision;

import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Prediction;
import io.millrace.runtime.PerRelease;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Decides each prediction by the policy of the release that judged it.
///
/// The prediction's headers go on but for those that say how long the models ran: a decision holds
/// nothing of the clock.
final class DecidePredictions
    extends ContextualFixedKeyProcessor<String, Located<Prediction>, Decided> {
  private final PerRelease<ReleasePolicy> policies;
  private final DecisionMetrics metrics;

  DecidePredictions(PerRelease<ReleasePolicy> policies, DecisionMetrics metrics) {
    this.policies = policies;
    this.metrics = metrics;
  }

  @Override
  public void process(FixedKeyRecord<String, Located<Prediction>> record) {
    Prediction prediction = record.value().value();
    Policy policy = policies.of(prediction.judged().release()).policy();
    Verdict verdict = policy.judge(prediction);
    metrics.count(verdict);
    RecordHeaders headers = new RecordHeaders(record.headers());
    InferenceTimes.NONE.writeTo(headers);
    Decided decided = new Decided(verdict.on(prediction, record.value().at()), prediction.event());
    context().forward(record.withValue(decided).withHeaders(headers));
  }
}
