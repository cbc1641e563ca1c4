package io.millrace.model;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The events that wait for parts or for their prediction: in memory, and logged as far as a commit
/// asks for it.
///
/// Most events are done before the next commit, and then nothing of them is ever logged. An entry
/// is logged when a commit is about to cover a part of it, or when memory is full. Once its event
/// is done it stays until that is committed too: after a crash before then, the other parts come
/// again and must find it.
final class WaitingParts {
  /// Logged entries removed for one record read: more than the one that each event may leave, few
  /// enough to go unnoticed in the latency after a commit.
  private static final int REMOVALS = 4;

  /// A ticket for what was committed before this run.
  private static final long LONG_AGO = Long.MIN_VALUE;

  private final JoinEntries logged;
  private final int capacity;
  private final LongSupplier ticket;
  private final LongPredicate isCommitted;
  private final LinkedHashMap<String, Slot> memory = new LinkedHashMap<>();
  private final Map<String, Long> done = new LinkedHashMap<>();
  private int open;

  /// @param capacity how many entries are kept in memory
  /// @param ticket stands for what is done until the next commit
  /// @param isCommitted whether what a ticket stands for is committed
  WaitingParts(JoinEntries logged, int capacity, LongSupplier ticket, LongPredicate isCommitted) {
    this.logged = logged;
    this.capacity = capacity;
    this.ticket = ticket;
    this.isCommitted = isCommitted;
  }

  /// An entry in memory, and how much of it is logged.
  private static final class Slot {
    private JoinEntry entry;
    private boolean isLogged;
    private boolean isChanged;

    private Slot(JoinEntry entry) {
      this.entry = entry;
    }
  }

  /// Says that an entry is logged since an earlier run.
  void recovered(JoinEntry entry) {
    open += isOpen(entry);
  }

  /// How many events wait for parts.
  int open() {
    return open;
  }

  private static int isOpen(JoinEntry entry) {
    return entry.isComplete() ? 0 : 1;
  }

  boolean isInMemory(String eventId) {
    return memory.containsKey(eventId);
  }

  @Nullable JoinEntry find(String eventId) {
    Slot slot = memory.get(eventId);
    return slot == null ? fetch(eventId) : slot.entry;
  }

  void put(JoinEntry entry) {
    Slot slot = memory.get(entry.eventId());
    if (slot == null) {
      slot = new Slot(entry);
      keep(entry.eventId(), slot);
    } else {
      open -= isOpen(slot.entry);
    }
    open += isOpen(entry);
    slot.entry = entry;
    slot.isChanged = true;
  }

  /// Waits no more for an event that waited: it is done.
  void complete(String eventId) {
    Slot slot = takeOut(eventId);
    if (slot != null && !slot.isLogged) {
      return;
    }
    if (isNeverReplayed()) {
      // In the same transaction as the prediction: a later one might never be.
      logged.remove(eventId);
    } else {
      done.put(eventId, ticket.getAsLong());
    }
  }

  /// Whether a crash takes back all that was done since the commit, as under exactly-once.
  boolean isNeverReplayed() {
    return isCommitted.test(ticket.getAsLong());
  }

  /// Waits no more for an event that is known to have been done for good before this run.
  void forget(String eventId) {
    takeOut(eventId);
    done.put(eventId, LONG_AGO);
  }

  private @Nullable Slot takeOut(String eventId) {
    Slot slot = memory.remove(eventId);
    if (slot != null) {
      open -= isOpen(slot.entry);
    }
    return slot;
  }

  /// Removes some of what need not be logged any more: the entries of events that are done.
  void tidy() {
    if (done.isEmpty()) {
      return;
    }
    Iterator<Map.Entry<String, Long>> oldestFirst = done.entrySet().iterator();
    for (int i = 0; i < REMOVALS && oldestFirst.hasNext(); i++) {
      Map.Entry<String, Long> oldest = oldestFirst.next();
      if (!isCommitted.test(oldest.getValue())) {
        break;
      }
      logged.remove(oldest.getKey());
      oldestFirst.remove();
    }
  }

  /// Logs what waits, before what it comes from is committed.
  void log() {
    memory.values().forEach(this::log);
  }

  private @Nullable JoinEntry fetch(String eventId) {
    JoinEntry entry = done.containsKey(eventId) ? null : logged.find(eventId);
    if (entry != null) {
      Slot slot = new Slot(entry);
      slot.isLogged = true;
      keep(eventId, slot);
    }
    return entry;
  }

  private void keep(String eventId, Slot slot) {
    if (memory.size() >= capacity) {
      log(memory.pollFirstEntry().getValue());
    }
    memory.put(eventId, slot);
  }

  private void log(Slot slot) {
    if (slot.isChanged) {
      logged.put(slot.entry);
      slot.isLogged = true;
      slot.isChanged = false;
    }
  }
}
