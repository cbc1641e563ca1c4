package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.contracts.ActionResult;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.RejectedRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The actions of one partition that are to be performed outside, from their record to their
/// result: each is performed once, whatever is read again.
///
/// An action is in the outbox until its result is committed, and in the ledger from its first
/// record on. A record that is read again is told by its place: what came of its action is said
/// again, and nothing performed. Another record with the key is a duplicate, or an error if it asks
/// for something else; but one that was published again takes the place of an action that has
/// failed. After a crash the outbox is tried again, but for what has a result in the ledger.
final class Outbox {

  /// Where entries are kept, by endpoint and place.
  interface Entries {
    void put(String endpoint, OutboxEntry entry);

    @Nullable OutboxEntry find(String endpoint, long place);

    void remove(String endpoint, long place);

    /// Shows the entries of an endpoint behind a place, in order, as long as more are wanted.
    void forEachBehind(String endpoint, long place, Predicate<OutboxEntry> more);

    /// Shows the entries of all endpoints, those of one in order.
    void forEach(Consumer<OutboxEntry> consumer);
  }

  /// Who performs actions.
  interface Performing {

    /// Performs an action that needs nothing from outside; null for any other.
    @Nullable ActionResult now(Action action);

    /// Has an entry tried until it has a result, which is told to [#ended].
    void deliver(String endpoint, OutboxEntry entry);
  }

  private final Entries entries;
  private final Ledger ledger;
  private final Performing performing;
  private final CommitMark commits;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Deque<Finished> finished = new ArrayDeque<>();
  private long open;

  /// An entry that has a result, and may be removed once that is committed.
  private record Finished(String endpoint, long place, long ticket) {}

  Outbox(Entries entries, Ledger ledger, Performing performing, CommitMark commits) {
    this.entries = entries;
    this.ledger = ledger;
    this.performing = performing;
    this.commits = commits;
  }

  /// Takes up what an earlier run left.
  ///
  /// @param said gets what has a result already, to be said again
  void recover(Consumer<Performed> said) {
    entries.forEach(entry -> {
      LedgerEntry noted = noted(entry);
      if (noted == null || noted.yieldsTo(entry)) {
        // The crash has lost the note, and without it another record would be performed too.
        note(entry, null);
        open++;
        offer(entry);
      } else if (noted.place() != entry.place()) {
        entries.remove(endpoint(entry.action()), entry.place());
      } else if (noted.result() == null) {
        open++;
        offer(entry);
      } else {
        open++;
        finish(entry);
        said.accept(new Performed(entry, noted.result()));
      }
    });
  }

  /// Takes a record; throws [RejectedRecord] for one that asks for something else under a used key.
  ///
  /// @param redriven whether it was published again out of the dead letters
  /// @param said gets what has come of it, if that is known by now
  /// @return whether it was taken; if not, another record has asked for the same
  boolean accept(OutboxEntry entry, boolean redriven, Consumer<Performed> said) {
    Action action = entry.action();
    LedgerEntry noted = noted(entry);
    if (noted != null && noted.place() != entry.place()) {
      requireSame(noted, entry);
      if (!redriven || !noted.yieldsTo(entry)) {
        return false;
      }
      noted = null;
    }
    ActionResult result = performing.now(action);
    if (result != null) {
      note(entry, result);
      said.accept(new Performed(entry, result));
    } else if (noted != null && noted.result() != null) {
      said.accept(new Performed(entry, noted.result()));
    } else {
      note(entry, null);
      put(entry);
    }
    return true;
  }

  private void put(OutboxEntry entry) {
    String endpoint = endpoint(entry.action());
    if (entries.find(endpoint, entry.place()) == null) {
      entries.put(endpoint, entry);
      open++;
      offer(entry);
    }
  }

  private static void requireSame(LedgerEntry noted, OutboxEntry entry) {
    if (!noted.isOf(entry)) {
      throw new RejectedRecord(
          "the idempotency key %s was used before, at offset %d, with another body: an action is performed once; give the second one another name"
              .formatted(entry.action().idempotencyKey(), noted.place()));
    }
  }

  /// Takes note of an attempt that failed and will be followed by another.
  void tried(Delivery delivery) {
    String endpoint = endpoint(delivery.action());
    OutboxEntry entry = entries.find(endpoint, delivery.place());
    if (entry != null) {
      entries.put(endpoint, entry.after(delivery.attempts()));
    }
  }

  /// Takes note of a result.
  ///
  /// @return what is to be said; null if it was said before
  @Nullable Performed ended(Delivery delivery, ActionResult result) {
    String endpoint = endpoint(delivery.action());
    OutboxEntry entry = entries.find(endpoint, delivery.place());
    if (entry == null) {
      return null;
    }
    note(entry, result);
    finish(entry);
    if (lane(endpoint).ended()) {
      load(endpoint);
    }
    return new Performed(entry, result);
  }

  private void note(OutboxEntry entry, @Nullable ActionResult result) {
    ledger.put(entry.action().idempotencyKey(), entry.timestamp(), LedgerEntry.of(entry, result));
  }

  private void finish(OutboxEntry entry) {
    open--;
    finished.add(new Finished(endpoint(entry.action()), entry.place(), commits.ticket()));
  }

  private void load(String endpoint) {
    Lane lane = lane(endpoint);
    lane.reload();
    entries.forEachBehind(
        endpoint,
        lane.lastLoaded(),
        entry -> {
          LedgerEntry noted = noted(entry);
          return (noted != null && !noted.isOpen(entry)) || offer(entry);
        });
  }

  private @Nullable LedgerEntry noted(OutboxEntry entry) {
    return ledger.find(entry.action().idempotencyKey(), entry.timestamp());
  }

  /// Removes entries whose results are committed.
  void tidy() {
    while (!finished.isEmpty() && commits.isCommitted(finished.getFirst().ticket())) {
      Finished first = finished.removeFirst();
      entries.remove(first.endpoint(), first.place());
    }
  }

  /// How many actions have no result yet.
  long size() {
    return open;
  }

  /// Gives an entry to the dispatcher, unless too many are there.
  ///
  /// @return whether it went there
  private boolean offer(OutboxEntry entry) {
    String endpoint = endpoint(entry.action());
    boolean admitted = lane(endpoint).admits(entry.place());
    if (admitted) {
      performing.deliver(endpoint, entry);
    }
    return admitted;
  }

  private Lane lane(String endpoint) {
    return lanes.computeIfAbsent(endpoint, _ -> new Lane());
  }

  /// What is tried together: a webhook as the pipeline names it.
  private static String endpoint(Action action) {
    return action.target() instanceof ToWebhook webhook ? webhook.url() : "";
  }
}
