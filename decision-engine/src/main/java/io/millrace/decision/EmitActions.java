package io.millrace.decision;

import io.millrace.contracts.Action;
import io.millrace.contracts.CloudEvent;
import io.millrace.runtime.PerRelease;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Sends each action that a decision asks for out as a CloudEvent, keyed by its idempotency key.
final class EmitActions extends ContextualProcessor<String, Decided, String, Action> {
  private static final String TYPE = "io.millrace.action";

  private final PerRelease<ReleasePolicy> policies;
  private final String source;

  EmitActions(PerRelease<ReleasePolicy> policies, String source) {
    this.policies = policies;
    this.source = source;
  }

  @Override
  public void process(Record<String, Decided> record) {
    ActionPlan plan = policies.of(record.value().decision().release()).plan();
    for (Action action : plan.actionsFor(record.value())) {
      String key = action.idempotencyKey();
      RecordHeaders headers = new RecordHeaders(record.headers());
      new CloudEvent(key, TYPE, source, record.value().event().time()).writeTo(headers);
      context().forward(record.withKey(key).withValue(action).withHeaders(headers));
    }
  }
}
