package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToList;
import io.millrace.contracts.ListItem;
import io.millrace.runtime.RecordedLists;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Puts what actions name on lists, from the event's timestamp on. What is there already stays at
/// least as long as before: an action for a day shortens nothing that an operator has put there for
/// ever.
final class EmitListItems extends ContextualProcessor<String, Performed, String, ListItem> {
  private static final String NOTE = "action ";

  private final RecordedLists lists;

  EmitListItems(RecordedLists lists) {
    this.lists = lists;
  }

  @Override
  public void process(Record<String, Performed> record) {
    Action action = record.value().action();
    if (!(action.target() instanceof ToList target) || record.value().isFailed()) {
      return;
    }
    ListItem wanted = item(target, action.idempotencyKey(), record.timestamp());
    Optional<ListItem> there = lists.latest(wanted.list(), wanted.item());
    ListItem item = there.map(other -> longer(other, wanted)).orElse(wanted);
    if (!there.equals(Optional.of(item))) {
      context().forward(record.withKey(item.key()).withValue(item));
    }
  }

  /// What a person has noted stays as long as the item does.
  private static ListItem longer(ListItem there, ListItem wanted) {
    ListItem both = there.with(wanted);
    boolean keepsNote = !there.isOverBefore(wanted) && !there.note().startsWith(NOTE);
    return keepsNote
        ? new ListItem(both.list(), both.item(), both.from(), both.to(), there.note())
        : both;
  }

  private static ListItem item(ToList target, String key, long timestamp) {
    Instant from = Instant.ofEpochMilli(timestamp);
    Instant to = target.duration() == null ? null : from.plus(target.duration());
    return new ListItem(target.list(), target.item(), from, to, NOTE + key);
  }
}
