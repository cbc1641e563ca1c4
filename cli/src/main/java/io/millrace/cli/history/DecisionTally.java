package io.millrace.cli.history;

import io.millrace.contracts.Decision;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Holds what was published against what was decided: each event exactly once, or not.
///
/// Ids are counted exactly, in about 13 bytes each besides their text. May be used by a thread that
/// publishes and one that reads decisions.
public final class DecisionTally {
  private static final byte PUBLISHED = 1;
  private static final byte DECIDED = 2;

  private final IdIndex ids = new IdIndex();
  private final Map<String, Long> byOutcome = new TreeMap<>();
  private byte[] states = new byte[1 << 8];
  private long events;
  private long distinctEvents;
  private long outcomes;
  private long decisions;
  private long distinctDecisions;
  private long matched;
  private long degraded;

  /// Counts an event or an outcome as published. The event's decision is awaited from now on.
  public synchronized void published(Happening happening) {
    switch (happening) {
      case PastEvent event -> published(event.id());
      case PastOutcome _ -> outcomes++;
    }
  }

  /// Counts an event as published.
  public synchronized void published(String eventId) {
    events++;
    if (mark(eventId, PUBLISHED)) {
      distinctEvents++;
    }
  }

  public synchronized void decided(Decision decision) {
    decisions++;
    byOutcome.merge(decision.outcome(), 1L, Long::sum);
    if (!decision.degraded().isEmpty()) {
      degraded++;
    }
    if (mark(decision.eventId(), DECIDED)) {
      distinctDecisions++;
    }
  }

  /// How many published events have no decision yet.
  public synchronized long undecided() {
    return distinctEvents - matched;
  }

  public synchronized Counts counts() {
    return new Counts(
        events,
        outcomes,
        decisions,
        distinctDecisions,
        decisions - distinctDecisions,
        undecided(),
        distinctDecisions - matched,
        degraded,
        byOutcome);
  }

  /// Whether `state` is new for the id.
  private boolean mark(String id, byte state) {
    int number = ids.numberOf(id);
    if (number >= states.length) {
      states = Arrays.copyOf(states, 2 * states.length);
    }
    if ((states[number] & state) != 0) {
      return false;
    }
    states[number] |= state;
    if (states[number] == (PUBLISHED | DECIDED)) {
      matched++;
    }
    return true;
  }

  /// What has been counted so far.
  ///
  /// @param events published, repeated ids included
  /// @param outcomes published
  /// @param decisions read
  /// @param distinctIds how many events those decisions are about
  /// @param doubled decisions beyond the first of an event
  /// @param lost events published but not decided
  /// @param foreign events decided but not published here
  /// @param degraded decisions whose prediction lacked something
  /// @param byOutcome decisions by outcome, in the order of the names
  public record Counts(
      long events,
      long outcomes,
      long decisions,
      long distinctIds,
      long doubled,
      long lost,
      long foreign,
      long degraded,
      Map<String, Long> byOutcome) {

    public Counts {
      byOutcome = Collections.unmodifiableMap(new TreeMap<>(byOutcome));
    }

    /// Whether every event was decided, and none twice.
    public boolean exactlyOnce() {
      return lost == 0 && doubled == 0;
    }
  }
}
