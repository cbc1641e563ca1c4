package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.runtime.ServiceContext;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From actions to what came of them.
final class ActionTopology {
  private final Attempts attempts;
  private final ActionMetrics metrics;
  private final EventHeaders headers;

  ActionTopology(ServiceContext context, Attempts attempts) {
    this.attempts = attempts;
    this.metrics = new ActionMetrics(context.metrics());
    this.headers =
        new EventHeaders("/%s/%s".formatted(context.pipeline().name(), ActionService.NAME));
  }

  /// Results by idempotency key; records for action topics, by event id.
  record Streams(KStream<String, ActionResult> results, KStream<String, TopicRecord> records) {}

  /// Actions by idempotency key in, each performed; the failed ones go to dead letters as well.
  Streams perform(KStream<String, Action> actions) {
    KStream<String, Performed> performed =
        actions.processValues(
            () -> new PerformActions(attempts, metrics), Named.as("perform-actions"));
    performed.processValues(GiveUpActions::new, Named.as("give-up-actions"));
    return new Streams(
        performed.process(() -> new EmitResults(headers), Named.as("emit-results")),
        performed.process(() -> new EmitTopicRecords(headers), Named.as("emit-topic-records")));
  }
}
