package io.millrace.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.history.Happening;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.PastOutcome;
import io.millrace.cli.history.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LockstepTest {
  private static final Instant END = Instant.parse("2018-05-01T00:00:00Z");

  private final List<String> story = new ArrayList<>();

  @Test
  void pausesAtTheEndOfADayAndEarlyInTheNextOne() {
    Lockstep lockstep =
        lockstep(
            Events.at("a", "2018-04-01T00:00:00Z"),
            Events.at("b", "2018-04-01T02:59:59Z"),
            Events.at("c", "2018-04-01T03:00:00Z"),
            Events.at("d", "2018-04-01T23:59:59Z"),
            Events.at("e", "2018-04-02T00:00:00Z"));

    play(lockstep);

    assertThat(story)
        .containsExactly(
            "a",
            "b",
            "pause 2018-04-01T03:00:00Z",
            "c",
            "d",
            "pause 2018-04-02T00:00:00Z",
            "e",
            "pause 2018-04-02T03:00:00Z");
  }

  @Test
  void anOutcomeComesInTheStepInWhichItBecomesKnown() {
    Lockstep lockstep =
        lockstep(
            Events.labelled("a", "2018-04-01T10:00:00Z", Duration.ofHours(15)),
            Events.at("b", "2018-04-02T09:00:00Z"));

    play(lockstep);

    assertThat(story)
        .containsExactly(
            "a",
            "pause 2018-04-02T00:00:00Z",
            "a is known",
            "pause 2018-04-02T03:00:00Z",
            "b",
            "pause 2018-04-03T00:00:00Z");
  }

  @Test
  void doesNotPauseWhereNothingHappens() {
    Lockstep lockstep =
        lockstep(Events.at("a", "2018-04-01T10:00:00Z"), Events.at("b", "2018-04-20T10:00:00Z"));

    play(lockstep);

    assertThat(story)
        .containsExactly("a", "pause 2018-04-02T00:00:00Z", "b", "pause 2018-04-21T00:00:00Z");
  }

  @Test
  void endsWithItsLastDayWhateverIsStillToBecomeKnown() {
    Lockstep lockstep =
        lockstep(
            Events.labelled("a", "2018-04-30T10:00:00Z", Duration.ofHours(13)),
            Events.labelled("b", "2018-04-30T11:00:00Z", Duration.ofHours(13)),
            Events.at("c", "2018-05-01T00:00:00Z"));

    play(lockstep);

    assertThat(story).containsExactly("a", "b", "a is known", "pause 2018-05-01T00:00:00Z");
  }

  @Test
  void ofRandomEventsEachStepHasWhatHappensBetweenItsPausesInOrder() {
    Random random = new Random(3);
    List<PastEvent> events =
        random
            .longs(400, 0, Duration.ofDays(20).toSeconds())
            .sorted()
            .mapToObj(second -> Events.START.plusSeconds(second))
            .map(time ->
                Events.labelled(
                    time.toString() + random.nextInt(),
                    time.toString(),
                    Duration.ofHours(random.nextInt(100))))
            .toList();
    Lockstep lockstep = lockstep(events.toArray(PastEvent[]::new));
    Instant before = Instant.MIN;
    int seen = 0;

    while (lockstep.hasNext()) {
      List<Happening> step = new ArrayList<>();
      Instant pause = lockstep.step(step::add);
      List<Instant> times = step.stream().map(LockstepTest::time).toList();
      assertThat(times).isSorted();
      assertThat(times.getFirst()).isAfterOrEqualTo(before);
      assertThat(times.getLast()).isBefore(pause);
      assertThat(Duration.between(times.getFirst(), pause))
          .isLessThan(Duration.ofHours(21).plusSeconds(1));
      before = pause;
      seen += step.size();
    }

    long known = events.stream().filter(event -> Events.knownAt(event).isBefore(END)).count();
    assertThat(seen).isEqualTo(events.size() + (int) known);
  }

  private static Instant time(Happening happening) {
    return switch (happening) {
      case PastEvent event -> event.time();
      case PastOutcome outcome -> outcome.label().knownAt();
    };
  }

  private static Lockstep lockstep(PastEvent... events) {
    return new Lockstep(
        new Timeline(Stream.of(events).iterator(), Timeline.End.WITH_ALL_OUTCOMES), END);
  }

  private void play(Lockstep lockstep) {
    while (lockstep.hasNext()) {
      story.add("pause " + lockstep.step(this::tell));
    }
  }

  private void tell(Happening happening) {
    switch (happening) {
      case PastEvent event -> story.add(event.id());
      case PastOutcome outcome -> story.add(outcome.event().id() + " is known");
    }
  }
}
