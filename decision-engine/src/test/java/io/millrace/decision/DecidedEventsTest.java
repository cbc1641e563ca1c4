package io.millrace.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecidedEventsTest {
  private static final long WITHIN = 1_000;

  private final Store store = new Store();
  private final DecidedEvents decided = new DecidedEvents(Duration.ofMillis(WITHIN), store);

  @Test
  void anotherPositionIsADuplicate() {
    decided.isDuplicate("1", at(0, 5_000), null);

    boolean duplicate = decided.isDuplicate("1", at(1, 5_000), null);

    assertThat(duplicate).isTrue();
  }

  @Test
  void samePositionIsNoDuplicate() {
    decided.isDuplicate("1", at(0, 5_000), null);

    boolean duplicate = decided.isDuplicate("1", at(0, 5_000), null);

    assertThat(duplicate).isFalse();
  }

  @Test
  void whatWasPublishedAgainTakesThePlaceOfTheOneItStandsForOnce() {
    decided.isDuplicate("1", at(0, 5_000), null);
    Position first = at(0, 5_000).prediction();

    assertThat(decided.isDuplicate("1", at(7, 5_000), first)).isFalse();
    assertThat(decided.isDuplicate("1", at(7, 5_000), first)).isFalse();
    assertThat(decided.isDuplicate("1", at(8, 5_000), first)).isTrue();
    assertThat(decided.isDuplicate("1", at(0, 5_000), null)).isTrue();
  }

  @Test
  void whatWasPublishedAgainIsADuplicateWhereAnotherHasDecided() {
    decided.isDuplicate("1", at(3, 5_000), null);

    boolean duplicate = decided.isDuplicate("1", at(7, 5_000), at(0, 5_000).prediction());

    assertThat(duplicate).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {4_000, 4_999, 5_001, 6_000})
  void duplicatesReachAsFarAsTheGivenTimeEitherWay(long timestamp) {
    decided.isDuplicate("1", at(0, 5_000), null);

    boolean duplicate = decided.isDuplicate("1", at(1, timestamp), null);

    assertThat(duplicate).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3_999, 6_001, 100_000})
  void whatIsFurtherApartIsNoDuplicate(long timestamp) {
    decided.isDuplicate("1", at(0, 5_000), null);

    boolean duplicate = decided.isDuplicate("1", at(1, timestamp), null);

    assertThat(duplicate).isFalse();
  }

  @Test
  void durationWithoutLengthIsRefused() {
    assertThatThrownBy(() -> new DecidedEvents(Duration.ZERO, store)).hasMessageContaining("PT0S");
  }

  /// The oracle: a reader that never crashes and keeps every decided prediction in a list.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void crashesAndReplaysDecideTheSamePredictions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Logged> log = randomLog(random);

    Set<Long> outputs = runWithCrashes(log, random);

    assertThat(outputs).isEqualTo(naivelyDecided(log));
  }

  private record Logged(String eventId, FirstSighting sighting) {
    long offset() {
      return sighting.prediction().offset();
    }
  }

  private static List<Logged> randomLog(SplittableRandom random) {
    List<Logged> log = new ArrayList<>();
    for (long offset = 0; offset < 2_000; offset++) {
      String eventId = Integer.toString(random.nextInt(40));
      long timestamp = Math.max(0, offset * 20 + random.nextLong(-1_500, 1_500));
      log.add(new Logged(eventId, at(offset, timestamp)));
    }
    return log;
  }

  private static Set<Long> naivelyDecided(List<Logged> log) {
    List<Logged> decided = new ArrayList<>();
    for (Logged record : log) {
      if (decided.stream().noneMatch(earlier -> isNear(earlier, record))) {
        decided.add(record);
      }
    }
    return new TreeSet<>(decided.stream().map(Logged::offset).toList());
  }

  private static boolean isNear(Logged one, Logged other) {
    return one.eventId().equals(other.eventId())
        && Math.abs(one.sighting().timestamp() - other.sighting().timestamp()) <= WITHIN;
  }

  /// Commits now and then; a crash loses any subset of what was written since, outputs and
  /// sightings alike, and reads again from the commit.
  private Set<Long> runWithCrashes(List<Logged> log, SplittableRandom random) {
    TreeSet<Long> outputs = new TreeSet<>();
    TreeSet<Long> uncommitted = new TreeSet<>();
    int committed = 0;
    int next = 0;
    while (next < log.size()) {
      Logged record = log.get(next++);
      if (!decided.isDuplicate(record.eventId(), record.sighting(), null)) {
        uncommitted.add(record.offset());
      }
      int dice = random.nextInt(100);
      if (dice < 3) {
        uncommitted.removeIf(output -> random.nextBoolean());
        store.loseAnyOfTheUncommitted(random);
        next = committed;
      }
      if (dice < 8) {
        outputs.addAll(uncommitted);
        uncommitted.clear();
        store.commit();
        committed = next;
      }
    }
    outputs.addAll(uncommitted);
    return outputs;
  }

  private static FirstSighting at(long offset, long timestamp) {
    return new FirstSighting(timestamp, new Position("orders.predictions", 0, offset));
  }

  /// Sightings in memory, of which a crash loses some.
  private static final class Store implements DecidedEvents.Sightings {
    private final Map<String, FirstSighting> kept = new HashMap<>();
    private final Map<String, FirstSighting> committed = new HashMap<>();

    @Override
    public @Nullable FirstSighting find(String eventId, long slot) {
      return kept.get(eventId + '@' + slot);
    }

    @Override
    public void keep(String eventId, long slot, FirstSighting sighting) {
      kept.put(eventId + '@' + slot, sighting);
    }

    void commit() {
      committed.putAll(kept);
    }

    void loseAnyOfTheUncommitted(SplittableRandom random) {
      kept.keySet().removeIf(key -> !committed.containsKey(key) && random.nextBoolean());
    }
  }
}
