package io.millrace.model;

import io.millrace.contracts.FeaturePart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// The join as a task runs it on two logs: at any moment it predicts what is due, commits, or
/// crashes and starts again from its committed offsets, with whatever its stores kept.
final class CrashedJoin {
  private static final int ALL = Batch.LARGEST;

  private final Random random;
  private final List<List<Arrival>> logs;
  private final int[] read = new int[2];
  private final int[] committed = new int[2];
  private final CrashingStore<JoinEntry> entries;
  private final CrashingStore<DoneMark> marks;
  private final Map<String, Set<Written>> written = new LinkedHashMap<>();
  private final List<Written> unsent = new ArrayList<>();
  private WaitingParts waiting;
  private PartsJoin join;
  private long commits;

  CrashedJoin(Random random, List<Arrival> logA, List<Arrival> logB) {
    this.random = random;
    this.logs = List.of(logA, logB);
    this.entries = new CrashingStore<>(random);
    this.marks = new CrashingStore<>(random);
    this.waiting = waitingParts();
    this.join = start();
  }

  /// A part as it lies in a log.
  record Arrival(FeaturePart part, long timestamp) {}

  /// A prediction as it lies in its topic: what it was made of, and the record about it.
  record Written(JoinedParts parts, long timestamp, Headers headers) {}

  /// Reads both logs to their end, crashing on the way.
  void run() {
    while (read[0] < logs.getFirst().size() || read[1] < logs.getLast().size()) {
      switch (random.nextInt(14)) {
        case 0 -> commit();
        case 1 -> crash();
        case 2 -> predict(random.nextInt(4));
        case 3 -> predict(ALL);
        default -> readFrom(random.nextInt(2));
      }
    }
    predict(ALL);
    commit();
  }

  /// Reads a further record of each log, and commits.
  void readOn(Arrival a, Arrival b) {
    logs.getFirst().add(a);
    logs.getLast().add(b);
    readFrom(0);
    readFrom(1);
    predict(ALL);
    commit();
  }

  /// The different predictions that were written for an event.
  Set<Written> written(String eventId) {
    return written.getOrDefault(eventId, Set.of());
  }

  Set<String> kept() {
    return entries.entries().keySet();
  }

  /// How many events wait for parts, as the join says.
  int open() {
    return join.open();
  }

  private void readFrom(int log) {
    if (read[log] == logs.get(log).size()) {
      return;
    }
    Arrival arrival = logs.get(log).get(read[log]);
    Headers headers = new RecordHeaders().add("log", new byte[] {(byte) log});
    join.accept(new JoinEntry.Received(arrival.part(), read[log]++, arrival.timestamp(), headers));
  }

  /// Predicts a batch: the first of what is due.
  private void predict(int atMost) {
    join.tidy();
    for (JoinEntry entry : join.batch().stream().limit(atMost).toList()) {
      unsent.add(new Written(entry.joined(), entry.timestamp(), entry.headers()));
      join.done(entry);
    }
  }

  private void commit() {
    waiting.log();
    unsent.forEach(this::write);
    unsent.clear();
    entries.commit();
    marks.commit();
    System.arraycopy(read, 0, committed, 0, 2);
    commits++;
  }

  private void crash() {
    if (random.nextBoolean()) {
      waiting.log();
    }
    unsent.stream().filter(prediction -> random.nextBoolean()).forEach(this::write);
    unsent.clear();
    entries.crash();
    marks.crash();
    System.arraycopy(committed, 0, read, 0, 2);
    waiting = waitingParts();
    join = start();
  }

  private void write(Written prediction) {
    written
        .computeIfAbsent(prediction.parts().event().id(), id -> new LinkedHashSet<>())
        .add(prediction);
  }

  /// Memory for a few entries, so that it is full at times.
  private WaitingParts waitingParts() {
    return new WaitingParts(
        new Entries(entries), 1 + random.nextInt(8), () -> commits, ticket -> ticket < commits);
  }

  private PartsJoin start() {
    PartsJoin started = new PartsJoin(waiting, new Marks(marks));
    started.recover(new Entries(entries));
    return started;
  }

  /// The entries of a join in such a store.
  record Entries(CrashingStore<JoinEntry> store) implements JoinEntries {

    @Override
    public @Nullable JoinEntry find(String eventId) {
      return store.get(eventId);
    }

    @Override
    public void put(JoinEntry entry) {
      store.write(entry.eventId(), entry);
    }

    @Override
    public void remove(String eventId) {
      store.write(eventId, null);
    }

    @Override
    public void forEach(Consumer<JoinEntry> action) {
      store.entries().values().forEach(action);
    }
  }

  /// The marks of done events in such a store.
  record Marks(CrashingStore<DoneMark> store) implements DoneEvents {

    @Override
    public @Nullable DoneMark find(String eventId, long timestamp) {
      return store.get(eventId);
    }

    @Override
    public void add(String eventId, long timestamp, DoneMark mark) {
      store.write(eventId, mark);
    }
  }
}
