package io.millrace.trainer.evaluation;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The judgements of events from a time on, the last one of each event, and no more than a number
/// of them: the oldest go first.
final class JudgementWindow {
  private static final Comparator<Judgement> BY_TIME =
      Comparator.comparing(Judgement::time).thenComparing(Judgement::eventId);

  private final int most;
  private final Map<String, Judgement> byEvent = new HashMap<>();
  private final NavigableSet<Judgement> byTime = new TreeSet<>(BY_TIME);
  private Instant from = Instant.MIN;

  JudgementWindow(int most) {
    this.most = most;
  }

  /// Takes the place of an earlier judgement of the same event.
  void put(Judgement judgement) {
    remove(judgement.eventId());
    if (judgement.time().isBefore(from)) {
      return;
    }
    byEvent.put(judgement.eventId(), judgement);
    byTime.add(judgement);
    if (byTime.size() > most) {
      remove(byTime.first().eventId());
    }
  }

  void remove(String eventId) {
    Judgement known = byEvent.remove(eventId);
    if (known != null) {
      byTime.remove(known);
    }
  }

  /// Forgets what happened before a time, now and from now on.
  void beginAt(Instant time) {
    from = time;
    while (!byTime.isEmpty() && byTime.first().time().isBefore(time)) {
      remove(byTime.first().eventId());
    }
  }

  /// All of them, in the order in which the events happened.
  List<Judgement> judgements() {
    return List.copyOf(byTime);
  }
}
