package io.millrace.trainer.outcomes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Open cases in memory, of which a crash loses what it will.
final class CasesInMemory implements OpenCases {
  private final Map<String, OpenCase> cases = new HashMap<>();
  private final NavigableSet<Reminder> reminders = new TreeSet<>();
  private final List<Consumer<CasesInMemory>> sinceCommit = new ArrayList<>();
  private final @Nullable CasesInMemory committed;

  CasesInMemory() {
    this(true);
  }

  private CasesInMemory(boolean commits) {
    committed = commits ? new CasesInMemory(false) : null;
  }

  @Override
  public @Nullable OpenCase find(String eventId) {
    return cases.get(eventId);
  }

  @Override
  public void put(OpenCase open) {
    write(to -> to.cases.put(open.eventId(), open));
  }

  @Override
  public void remove(String eventId) {
    write(to -> to.cases.remove(eventId));
  }

  @Override
  public void remind(Reminder reminder) {
    write(to -> to.reminders.add(reminder));
  }

  @Override
  public void forget(Reminder reminder) {
    write(to -> to.reminders.remove(reminder));
  }

  private void write(Consumer<CasesInMemory> change) {
    change.accept(this);
    sinceCommit.add(change);
  }

  /// Has everything that was written survive whatever comes.
  void commit() {
    sinceCommit.forEach(change -> change.accept(committed()));
    sinceCommit.clear();
  }

  /// What is left after a crash: what was committed, and of what was written since whatever luck
  /// has kept.
  CasesInMemory crash(Random luck) {
    sinceCommit.stream()
        .filter(_ -> luck.nextBoolean())
        .forEach(change -> change.accept(committed()));
    CasesInMemory left = new CasesInMemory();
    left.cases.putAll(committed().cases);
    left.reminders.addAll(committed().reminders);
    left.committed().cases.putAll(committed().cases);
    left.committed().reminders.addAll(committed().reminders);
    return left;
  }

  @Override
  public List<Reminder> dueUntil(Instant time, @Nullable Reminder after) {
    NavigableSet<Reminder> rest = after == null ? reminders : reminders.tailSet(after, false);
    return rest.stream().takeWhile(reminder -> !reminder.at().isAfter(time)).toList();
  }

  private CasesInMemory committed() {
    return Objects.requireNonNull(committed);
  }

  int open() {
    return cases.size();
  }

  boolean isOpen(String eventId) {
    return cases.containsKey(eventId);
  }
}
