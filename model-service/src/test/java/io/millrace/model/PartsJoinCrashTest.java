package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.model.CrashedJoin.Arrival;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartsJoinCrashTest {
  private static final int EVENTS = 25;
  private static final int SEEDS = 4_000;

  @Test
  void yieldsEachEventOnceWhateverACrashForgets() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Arrival> logA = new ArrayList<>();
      List<Arrival> logB = new ArrayList<>();
      writeEvents(random, logA, logB);
      Map<String, List<FeaturePart>> expected = firstPartsByEvent(logA, logB);
      CrashedJoin join = new CrashedJoin(random, logA, logB);

      join.run();

      expected.forEach((eventId, parts) ->
          assertThat(join.written(eventId))
              .as("predictions of %s", eventId)
              .singleElement()
              .satisfies(written ->
                  assertThat(written.parts().parts()).containsExactlyInAnyOrderElementsOf(parts)));
      readOn(join);
      assertThat(join.kept()).doesNotContainAnyElementsOf(expected.keySet());
      assertThat(join.open()).as("events that wait").isZero();
    }
  }

  /// Events with one to three parts; some parts come again, and some events with other values.
  private static void writeEvents(Random random, List<Arrival> logA, List<Arrival> logB) {
    for (int event = 0; event < EVENTS; event++) {
      List<Part> parts = new ArrayList<>(TestEvents.PARTS);
      Collections.shuffle(parts, random);
      parts = parts.subList(0, 1 + random.nextInt(parts.size()));
      for (int copy = 0; copy <= random.nextInt(3); copy++) {
        boolean again = random.nextBoolean();
        for (Part part : parts) {
          double value = again ? event : event + copy / 10.0;
          Arrival arrival =
              new Arrival(
                  TestEvents.part("e" + event, part, parts, value),
                  1_000 + event + random.nextInt(5));
          (part.equals(Part.EVENT) ? logB : logA).add(arrival);
        }
      }
    }
    shuffleNear(logA, random);
    shuffleNear(logB, random);
  }

  /// What the log says: of each part the one that stands first.
  private static Map<String, List<FeaturePart>> firstPartsByEvent(
      List<Arrival> logA, List<Arrival> logB) {
    Map<String, Map<Part, FeaturePart>> first = new LinkedHashMap<>();
    Stream.concat(logA.stream(), logB.stream())
        .map(Arrival::part)
        .forEach(part ->
            first
                .computeIfAbsent(part.about().eventId(), id -> new LinkedHashMap<>())
                .putIfAbsent(part.about().part(), part));
    Map<String, List<FeaturePart>> parts = new LinkedHashMap<>();
    first.forEach((eventId, byName) -> parts.put(eventId, List.copyOf(byName.values())));
    return parts;
  }

  /// Undisturbed, so that all that came before can be settled.
  private static void readOn(CrashedJoin join) {
    for (int event = 0; event < EVENTS; event++) {
      join.readOn(single("a" + event, TestEvents.CARD), single("b" + event, Part.EVENT));
    }
  }

  private static Arrival single(String eventId, Part part) {
    return new Arrival(TestEvents.part(eventId, part, List.of(part), 0), 5_000);
  }

  private static void shuffleNear(List<Arrival> log, Random random) {
    for (int i = 0; i + 1 < log.size(); i++) {
      Collections.swap(log, i, Math.min(log.size() - 1, i + random.nextInt(6)));
    }
  }
}
