package io.millrace.runtime;

import io.millrace.contracts.ListItem;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.expression.Lists;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.ListItemFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the topic `lists` says, as far as it was read: every change of every item, for as long as
/// an event may be decided again.
///
/// A change counts for events that are ingested a second after it, or later. Whoever has read the
/// log to less than a second ago therefore answers for an event as everybody else does, and as they
/// will when it is decided again.
///
/// What is no record of it is passed over, and said in the log. One thread takes, any may ask.
public final class ListLog {
  /// How long after it was written a change counts.
  public static final Duration SETTLING = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ListLog.class);
  private static final ListItemFormat ITEMS = new ListItemFormat();
  private static final long HISTORY = PipelineTopics.LIST_HISTORY.toMillis();

  /// So many records are taken between two looks at what can be forgotten.
  private static final int TIDIED_EVERY = 10_000;

  private final ConcurrentMap<String, List<Change>> changes = new ConcurrentHashMap<>();
  private final LogLimit limit = new LogLimit();
  private int taken;

  /// @param since from when on it counts, in milliseconds
  /// @param item what was written; absent where the item was taken off
  private record Change(long since, @Nullable ListItem item) {

    boolean holdsAt(Instant time) {
      return item != null && item.holdsAt(time);
    }

    /// Whether the item is off the list for good by then.
    boolean isOver(Instant time) {
      return item == null || (item.to() != null && !time.isBefore(item.to()));
    }
  }

  /// Takes a record.
  ///
  /// @param appended when it was written, in milliseconds
  public void take(@Nullable String key, byte @Nullable [] value, long appended) {
    try {
      ListItem item = value == null ? null : JsonInput.read(value, ITEMS);
      if (key == null || (item != null && !item.key().equals(key))) {
        throw new IllegalArgumentException("its key is not that of its item");
      }
      take(key, item == null ? null : item.writtenAt(Instant.ofEpochMilli(appended)), appended);
    } catch (IOException | IllegalArgumentException e) {
      limit.tell(
          "record",
          more ->
              LOG.warn(
                  "passed over a record of the lists, written at {}, and {} since such a line came last: {}",
                  Instant.ofEpochMilli(appended),
                  more,
                  e.getMessage()));
    }
  }

  private void take(String key, @Nullable ListItem item, long appended) {
    List<Change> before = changes.getOrDefault(key, List.of());
    long since = appended + SETTLING.toMillis();
    long last = before.isEmpty() ? since : before.getLast().since();
    List<Change> after = new ArrayList<>(recent(before, appended - HISTORY));
    after.add(new Change(Math.max(since, last), item));
    changes.put(key, List.copyOf(after));
    if (++taken % TIDIED_EVERY == 0) {
      forgetBefore(appended - HISTORY);
    }
  }

  /// The changes that count at a time or later.
  private static List<Change> recent(List<Change> all, long time) {
    int first = 0;
    while (first + 1 < all.size() && all.get(first + 1).since() <= time) {
      first++;
    }
    return all.subList(first, all.size());
  }

  private void forgetBefore(long time) {
    Instant then = Instant.ofEpochMilli(time);
    changes.values().removeIf(all -> all.getLast().since() <= time && all.getLast().isOver(then));
  }

  /// The lists as an event sees them that was ingested at a time, in milliseconds.
  public Lists asOf(long timestamp) {
    Instant time = Instant.ofEpochMilli(timestamp);
    return (list, item) -> {
      List<Change> all = changes.getOrDefault(ListItem.key(list, item), List.of());
      for (Change change : all.reversed()) {
        if (change.since() <= timestamp) {
          return change.holdsAt(time);
        }
      }
      return false;
    };
  }

  /// What was written of an item last; empty if it was taken off.
  public Optional<ListItem> latest(String list, String item) {
    List<Change> all = changes.getOrDefault(ListItem.key(list, item), List.of());
    return all.isEmpty() ? Optional.empty() : Optional.ofNullable(all.getLast().item());
  }

  /// What was written last of every item that was not taken off, in the order of the keys.
  public List<ListItem> items() {
    Map<String, ListItem> items = new TreeMap<>();
    changes.forEach((key, all) -> {
      ListItem item = all.getLast().item();
      if (item != null) {
        items.put(key, item);
      }
    });
    return List.copyOf(items.values());
  }
}
