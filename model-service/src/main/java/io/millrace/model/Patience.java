package io.millrace.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Knows for how long events have waited, as seen at the ticks of a clock.
///
/// An event waits from the first tick after it was added, so it is never due early. Nothing of it
/// is stored: after a restart all events wait anew.
final class Patience {
  private final long limit;
  private final Set<String> added = new LinkedHashSet<>();
  private final Map<String, Long> waitingSince = new LinkedHashMap<>();

  Patience(Duration limit) {
    this.limit = limit.toMillis();
  }

  /// Starts to wait for an event, unless it waits already.
  void add(String eventId) {
    if (!waitingSince.containsKey(eventId)) {
      added.add(eventId);
    }
  }

  void remove(String eventId) {
    added.remove(eventId);
    waitingSince.remove(eventId);
  }

  /// The events that have waited for the limit or longer; they wait no more.
  List<String> due(long now) {
    List<String> due = new ArrayList<>();
    Iterator<Map.Entry<String, Long>> oldestFirst = waitingSince.entrySet().iterator();
    while (oldestFirst.hasNext()) {
      Map.Entry<String, Long> oldest = oldestFirst.next();
      if (now - oldest.getValue() < limit) {
        break;
      }
      due.add(oldest.getKey());
      oldestFirst.remove();
    }
    added.forEach(eventId -> waitingSince.put(eventId, now));
    added.clear();
    return due;
  }
}
