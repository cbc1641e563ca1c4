package io.millrace.actions;

import io.millrace.contracts.Action;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Performs each action, and waits until it is done or given up.
final class PerformActions extends ContextualFixedKeyProcessor<String, Action, Performed> {
  private final Attempts attempts;
  private final ActionMetrics metrics;

  PerformActions(Attempts attempts, ActionMetrics metrics) {
    this.attempts = attempts;
    this.metrics = metrics;
  }

  @Override
  public void process(FixedKeyRecord<String, Action> record) {
    Action action = record.value();
    Performed performed = new Performed(action, attempts.make(action));
    metrics.count(performed);
    context().forward(record.withValue(performed));
  }
}
