package io.millrace.actions;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ListItem;
import io.millrace.runtime.RecordedLists;
import io.millrace.runtime.ServiceContext;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/// From actions to what came of them.
final class ActionTopology {
  private final PerformActions.Supplier performing;
  private final EventHeaders headers;
  private final String actionsTopic;
  private final Counter deadLetters;
  private final RecordedLists lists;

  ActionTopology(
      ServiceContext context, Performers performers, Dispatcher dispatcher, RecordedLists lists) {
    this.lists = lists;
    this.performing =
        new PerformActions.Supplier(performers, dispatcher, new ActionMetrics(context.metrics()));
    this.headers =
        new EventHeaders("/%s/%s".formatted(context.pipeline().name(), ActionService.NAME));
    this.actionsTopic = context.topics().actions().name();
    this.deadLetters = context.metrics().deadLetters("rejected");
  }

  /// Results by idempotency key; records for action topics, by event id; items for lists, by list
  /// and item; the records of actions that have failed.
  record Streams(
      KStream<String, ActionResult> results,
      KStream<String, TopicRecord> records,
      KStream<String, ListItem> items,
      KStream<byte[], byte[]> deadLetters) {}

  /// Actions by idempotency key in, each performed once.
  Streams perform(KStream<String, Action> actions) {
    KStream<String, Performed> performed = actions.process(performing, Named.as("perform-actions"));
    return new Streams(
        performed.process(() -> new EmitResults(headers), Named.as("emit-results")),
        performed.process(() -> new EmitTopicRecords(headers), Named.as("emit-topic-records")),
        performed.process(() -> new EmitListItems(lists), Named.as("emit-list-items")),
        performed.process(
            () -> new GiveUpActions(actionsTopic, deadLetters), Named.as("give-up-actions")));
  }
}
