package io.millrace.decision;

import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.expression.Lists;
import io.millrace.runtime.PerRelease;
import io.millrace.runtime.RecordedLists;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Decides each prediction by the policy of the release that judged it, and the lists as they were
/// at the record's timestamp.
///
/// The prediction's headers go on but for those that say how long the models ran: a decision holds
/// nothing of the clock.
final class DecidePredictions
    extends ContextualFixedKeyProcessor<String, Located<Prediction>, Decided> {
  private final PerRelease<ReleasePolicy> policies;
  private final RecordedLists lists;
  private final DecisionMetrics metrics;

  DecidePredictions(
      PerRelease<ReleasePolicy> policies, RecordedLists lists, DecisionMetrics metrics) {
    this.policies = policies;
    this.lists = lists;
    this.metrics = metrics;
  }

  @Override
  public void process(FixedKeyRecord<String, Located<Prediction>> record) {
    Prediction prediction = record.value().value();
    Policy policy = policies.of(prediction.judged().release()).policy();
    Lists known = policy.asksLists() ? lists.asOf(record.timestamp()) : Lists.EMPTY;
    Verdict verdict = policy.judge(prediction, known);
    metrics.count(verdict);
    RecordHeaders headers = new RecordHeaders(record.headers());
    InferenceTimes.NONE.writeTo(headers);
    Decided decided = new Decided(verdict.on(prediction, record.value().at()), prediction);
    context().forward(record.withValue(decided).withHeaders(headers));
  }
}
