package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.contracts.Payload;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.RejectedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
  private static final Duration KEPT = Duration.ofDays(7);

  private final Logged<OutboxEntry> entries = new Logged<>();
  private final Logged<LedgerEntry> ledger = new Logged<>();
  private final List<Delivery> outside = new ArrayList<>();
  private CommitMark commits = CommitMark.builder("test-commits").build();
  private Outbox outbox = outbox();
  private final List<Performed> said = new ArrayList<>();

  /// A store of which a crash keeps what was committed, and any part of what came later.
  private static final class Logged<V> {
    private final TreeMap<String, V> now = new TreeMap<>();
    private final TreeMap<String, V> committed = new TreeMap<>();
    private final List<Map.Entry<String, Optional<V>>> since = new ArrayList<>();

    void put(String key, @Nullable V value) {
      since.add(Map.entry(key, Optional.ofNullable(value)));
      apply(now, key, value);
    }

    private void apply(Map<String, V> to, String key, @Nullable V value) {
      if (value == null) {
        to.remove(key);
      } else {
        to.put(key, value);
      }
    }

    void commit() {
      since.clear();
      committed.clear();
      committed.putAll(now);
    }

    void crash(SplittableRandom random) {
      now.clear();
      now.putAll(committed);
      since.stream()
          .filter(write -> random.nextBoolean())
          .forEach(write -> apply(now, write.getKey(), write.getValue().orElse(null)));
      since.clear();
      commit();
    }
  }

  private Outbox outbox() {
    Outbox.Entries stored =
        new Outbox.Entries() {
          @Override
          public void put(String endpoint, OutboxEntry entry) {
            entries.put(key(endpoint, entry.place()), entry);
          }

          @Override
          public @Nullable OutboxEntry find(String endpoint, long place) {
            return entries.now.get(key(endpoint, place));
          }

          @Override
          public void remove(String endpoint, long place) {
            entries.put(key(endpoint, place), null);
          }

          @Override
          public void forEachBehind(String endpoint, long place, Predicate<OutboxEntry> more) {
            entries.now.tailMap(key(endpoint, place), false).values().stream()
                .takeWhile(more)
                .forEach(entry -> {});
          }

          @Override
          public void forEach(Consumer<OutboxEntry> consumer) {
            List.copyOf(entries.now.values()).forEach(consumer);
          }
        };
    Ledger.Entries noted =
        new Ledger.Entries() {
          @Override
          public @Nullable LedgerEntry find(String key, long slot) {
            return ledger.now.get(key + slot);
          }

          @Override
          public void put(String key, long slot, LedgerEntry entry) {
            ledger.put(key + slot, entry);
          }
        };
    Outbox.Performing performing =
        new Outbox.Performing() {
          @Override
          public @Nullable ActionResult now(Action action) {
            return action.target() instanceof Action.Target.ToWebhook
                ? null
                : new ActionResult(action.eventId(), action.name(), Status.PERFORMED, 1, "done");
          }

          @Override
          public void deliver(String endpoint, OutboxEntry entry) {
            outside.add(
                new Delivery(entry.action(), entry.place(), entry.attempts(), (a, result) -> {}));
          }
        };
    return new Outbox(stored, new Ledger(KEPT, noted), performing, commits);
  }

  private static String key(String endpoint, long place) {
    return "%s %019d".formatted(endpoint, place);
  }

  private static OutboxEntry entry(long place, Action action) {
    return new OutboxEntry(place, 1_000, new RecordHeaders(), action, 0);
  }

  @Test
  void actionIsOutsideUntilItsResultIsKnown() {
    assertThat(outbox.accept(entry(0, TestPipeline.block("1")), false, said::add)).isTrue();

    assertThat(said).isEmpty();
    assertThat(outbox.size()).isEqualTo(1);
    assertThat(end(outside.getFirst()).result().status()).isEqualTo(Status.PERFORMED);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void entryStaysUntilItsResultIsCommitted() {
    outbox.accept(entry(0, TestPipeline.block("1")), false, said::add);
    end(outside.getFirst());
    outbox.tidy();
    assertThat(entries.now).hasSize(1);

    commit();
    outbox.tidy();

    assertThat(entries.now).isEmpty();
  }

  @Test
  void recordThatIsReadAgainSaysItsResultAgainAndIsNotPerformed() {
    outbox.accept(entry(0, TestPipeline.block("1")), false, said::add);
    assertThat(outbox.accept(entry(0, TestPipeline.block("1")), false, said::add)).isTrue();
    end(outside.getFirst());
    assertThat(outbox.accept(entry(0, TestPipeline.block("1")), false, said::add)).isTrue();

    assertThat(outside).hasSize(1);
    assertThat(said).extracting(performed -> performed.result().eventId()).containsExactly("1");
  }

  @Test
  void otherRecordWithTheKeyIsADuplicateOrAnError() {
    Action action = TestPipeline.block("1");
    outbox.accept(entry(0, action), false, said::add);
    Action other = new Action("1", "block", "DECLINE", 0, action.target(), Payload.of("{\"x\":1}"));

    assertThat(outbox.accept(entry(5, action), false, said::add)).isFalse();
    assertThatThrownBy(() -> outbox.accept(entry(6, other), false, said::add))
        .isInstanceOf(RejectedRecord.class)
        .hasMessageContaining("1:block was used before, at offset 0, with another body");
    assertThat(outside).hasSize(1);
  }

  @Test
  void failedActionIsPerformedAgainByTheRecordThatWasPublishedAgain() {
    Action action = TestPipeline.block("1");
    outbox.accept(entry(0, action), false, said::add);
    fail(outside.removeFirst());

    assertThat(outbox.accept(entry(5, action), false, said::add)).isFalse();
    assertThat(outbox.accept(entry(6, action), true, said::add)).isTrue();

    assertThat(outside).singleElement().extracting(Delivery::action).isEqualTo(action);
    assertThat(end(outside.removeFirst()).entry().place()).isEqualTo(6);
  }

  @Test
  void actionThatIsPerformedOrUnderWayIsNotPerformedForARecordThatWasPublishedAgain() {
    Action action = TestPipeline.block("1");
    outbox.accept(entry(0, action), false, said::add);

    assertThat(outbox.accept(entry(5, action), true, said::add)).isFalse();
    end(outside.removeFirst());
    assertThat(outbox.accept(entry(6, action), true, said::add)).isFalse();

    assertThat(outside).isEmpty();
  }

  @Test
  void recordWhosePlaceAnotherHasTakenIsNotTriedAgainAfterARestart() {
    Action action = TestPipeline.block("1");
    outbox.accept(entry(0, action), false, said::add);
    fail(outside.removeFirst());
    outbox.accept(entry(5, action), true, said::add);

    restart(null);

    assertThat(said).isEmpty();
    assertThat(outside).singleElement().extracting(Delivery::place).isEqualTo(5L);
    assertThat(outbox.size()).isEqualTo(1);
    assertThat(outbox.accept(entry(0, action), false, said::add)).isFalse();
  }

  @Test
  void failedAttemptIsRemembered() {
    outbox.accept(entry(0, TestPipeline.block("1")), false, said::add);
    outbox.tried(outside.getFirst().tried().tried());

    restart(null);

    assertThat(outside).singleElement().extracting(Delivery::attempts).isEqualTo(2);
  }

  @Test
  void ofVeryManyOnlySomeAreOutsideAtOnce() {
    int all = 3 * Lane.MOST_LOADED;
    for (int i = 0; i < all; i++) {
      outbox.accept(entry(i, TestPipeline.block("e" + i)), false, said::add);
    }
    assertThat(outside).hasSize(Lane.MOST_LOADED);
    Set<String> performed = new HashSet<>();

    while (!outside.isEmpty()) {
      assertThat(outside).hasSizeLessThanOrEqualTo(Lane.MOST_LOADED);
      performed.add(end(outside.removeFirst()).result().eventId());
    }

    assertThat(performed).hasSize(all);
    assertThat(outbox.size()).isZero();
  }

  /// Records come, some twice and some again after a crash; attempts fail and end, well or for
  /// good, and what has failed is published again; commits and crashes fall anywhere. What a crash
  /// leaves of the stores is any part of what was written since the last commit.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void nothingIsLostAndNothingCommittedIsPerformedAgain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Written> records = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String id = Integer.toString(random.nextInt(300));
      Action action = random.nextInt(4) == 0 ? TestPipeline.queue(id) : TestPipeline.block(id);
      records.add(new Written(action, false));
    }
    Map<String, ActionResult> committedResults = new HashMap<>();
    int read = 0;
    int committedRead = 0;

    while (read < records.size() || outbox.size() > 0) {
      switch (random.nextInt(12)) {
        case 0 -> {
          said.forEach(each -> committedResults.put(each.result().idempotencyKey(), each.result()));
          said.clear();
          committedRead = read;
          commit();
        }
        case 1 -> {
          if (random.nextInt(6) == 0) {
            said.clear();
            read = committedRead;
            restart(random);
          }
        }
        case 2, 3, 4, 5 -> {
          if (read < records.size()) {
            Written written = records.get(read);
            outbox.accept(entry(read, written.action()), written.redriven(), said::add);
            read++;
          }
        }
        default -> {
          if (!outside.isEmpty()) {
            Delivery delivery = outside.remove(random.nextInt(outside.size()));
            assertThat(isPerformed(committedResults.get(delivery.action().idempotencyKey())))
                .isFalse();
            switch (random.nextInt(4)) {
              case 0, 1 -> {
                outside.add(delivery.tried());
                outbox.tried(delivery.tried());
              }
              case 2 -> {
                said.add(fail(delivery));
                records.add(new Written(delivery.action(), true));
              }
              default -> said.add(end(delivery));
            }
          }
        }
      }
      outbox.tidy();
      assertThat(outside).extracting(OutboxTest::keyOf).doesNotHaveDuplicates();
    }
    said.forEach(each -> committedResults.put(each.result().idempotencyKey(), each.result()));

    Set<String> wanted = new HashSet<>();
    records.forEach(written -> wanted.add(written.action().idempotencyKey()));
    assertThat(committedResults.keySet()).isEqualTo(wanted);
    assertThat(committedResults.values()).allMatch(OutboxTest::isPerformed);
  }

  /// A record of `actions`.
  private record Written(Action action, boolean redriven) {}

  private static boolean isPerformed(@Nullable ActionResult result) {
    return result != null && result.status() == Status.PERFORMED;
  }

  private static String keyOf(Delivery delivery) {
    return delivery.action().idempotencyKey();
  }

  private Performed end(Delivery delivery) {
    return end(delivery, Status.PERFORMED);
  }

  private Performed fail(Delivery delivery) {
    return end(delivery, Status.FAILED);
  }

  private Performed end(Delivery delivery, Status status) {
    Performed performed = outbox.ended(delivery, delivery.tried().result(status, "so it ends"));
    assertThat(performed).isNotNull();
    return Objects.requireNonNull(performed);
  }

  private void commit() {
    entries.commit();
    ledger.commit();
    commits.commit(Map.of());
  }

  /// Begins anew with what a crash leaves; with all that was written where there is no `random`.
  private void restart(@Nullable SplittableRandom random) {
    if (random != null) {
      entries.crash(random);
      ledger.crash(random);
    }
    outside.clear();
    commits = CommitMark.builder("test-commits").build();
    outbox = outbox();
    outbox.recover(said::add);
  }
}
