package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The join as a task runs it on two logs: at any moment it commits, or crashes and starts again
/// from its committed offsets, with whatever its stores kept.
final class CrashedJoin {
  private final Random random;
  private final List<List<Arrival>> logs;
  private final int[] read = new int[2];
  private final int[] committed = new int[2];
  private final CrashingStore<JoinEntry> entries;
  private final CrashingStore<Long> marks;
  private final Map<String, Set<JoinEntry.Complete>> written = new LinkedHashMap<>();
  private final List<JoinEntry.Complete> unsent = new ArrayList<>();
  private PartsJoin join;
  private long commits;

  CrashedJoin(Random random, List<Arrival> logA, List<Arrival> logB) {
    this.random = random;
    this.logs = List.of(logA, logB);
    this.entries = new CrashingStore<>(random);
    this.marks = new CrashingStore<>(random);
    this.join = start();
  }

  /// A part as it lies in a log.
  record Arrival(FeaturePart part, long timestamp) {}

  /// Reads both logs to their end, crashing on the way.
  void run() {
    while (read[0] < logs.getFirst().size() || read[1] < logs.getLast().size()) {
      switch (random.nextInt(12)) {
        case 0 -> commit();
        case 1 -> crash();
        default -> readFrom(random.nextInt(2));
      }
    }
    commit();
  }

  /// Reads a further record of each log, and commits.
  void readOn(Arrival a, Arrival b) {
    logs.getFirst().add(a);
    logs.getLast().add(b);
    readFrom(0);
    readFrom(1);
    commit();
  }

  /// The different predictions that were written for an event, without the position that completed
  /// them.
  Set<JoinEntry.Complete> written(String eventId) {
    return written.getOrDefault(eventId, Set.of());
  }

  Set<String> kept() {
    return entries.entries().keySet();
  }

  private void readFrom(int log) {
    if (read[log] == logs.get(log).size()) {
      return;
    }
    Arrival arrival = logs.get(log).get(read[log]);
    Position at = new Position(log == 0 ? "features-a" : "features-b", 0, read[log]++);
    if (join.accept(arrival.part(), at, arrival.timestamp())
        instanceof JoinResult.Completed(JoinEntry.Complete entry)) {
      unsent.add(new JoinEntry.Complete(entry.timestamp(), entry.parts(), null));
    }
  }

  private void commit() {
    unsent.forEach(this::write);
    unsent.clear();
    entries.commit();
    marks.commit();
    System.arraycopy(read, 0, committed, 0, 2);
    commits++;
  }

  private void crash() {
    unsent.stream().filter(entry -> random.nextBoolean()).forEach(this::write);
    unsent.clear();
    entries.crash();
    marks.crash();
    System.arraycopy(committed, 0, read, 0, 2);
    join = start();
  }

  private void write(JoinEntry.Complete entry) {
    written.computeIfAbsent(entry.theEvent().id(), id -> new LinkedHashSet<>()).add(entry);
  }

  private PartsJoin start() {
    WaitingParts waiting = new Entries(entries);
    DoneEvents done = new Marks(marks);
    Settlement settlement =
        new Settlement(waiting, done, () -> commits, ticket -> ticket < commits);
    PartsJoin started = new PartsJoin(waiting, done, settlement);
    started.recover();
    return started;
  }

  /// The entries of a join in such a store.
  record Entries(CrashingStore<JoinEntry> store) implements WaitingParts {

    @Override
    public @Nullable JoinEntry find(String eventId) {
      return store.get(eventId);
    }

    @Override
    public void put(String eventId, JoinEntry entry) {
      store.write(eventId, entry);
    }

    @Override
    public void remove(String eventId) {
      store.write(eventId, null);
    }

    @Override
    public void forEach(BiConsumer<String, JoinEntry> action) {
      store.entries().forEach(action);
    }
  }

  /// The marks of done events in such a store.
  record Marks(CrashingStore<Long> store) implements DoneEvents {

    @Override
    public boolean contains(String eventId, long timestamp) {
      return store.get(eventId) != null;
    }

    @Override
    public void add(String eventId, long timestamp) {
      store.write(eventId, timestamp);
    }
  }
}
