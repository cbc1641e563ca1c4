package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void bringsAnOutcomeBeforeTheFirstEventThatIsNotEarlier() {
    Timeline timeline =
        timeline(
            Timeline.End.WITH_ALL_OUTCOMES,
            event("a", 0, 20),
            event("b", 10, 15),
            event("c", 20, 30));

    assertThat(story(timeline))
        .containsExactly("a", "b", "b is known", "a is known", "c", "c is known");
  }

  @Test
  void leavesOutWhatIsNotKnownAtTheLastEvent() {
    Timeline timeline = timeline(Timeline.End.AT_LAST_EVENT, event("a", 0, 5), event("b", 10, 20));

    assertThat(story(timeline)).containsExactly("a", "a is known", "b");
  }

  @Test
  void keepsTheOrderOfOutcomesKnownAtOnce() {
    Timeline timeline =
        timeline(
            Timeline.End.WITH_ALL_OUTCOMES, event("a", 0, 9), event("b", 1, 9), event("c", 2, 9));

    assertThat(story(timeline))
        .containsExactly("a", "b", "c", "a is known", "b is known", "c is known");
  }

  @Test
  void bringsAnOutcomeSomeEventsAheadButNotBeforeItsOwn() {
    PastEvent[] events = {
      event("a", 0, 40), event("b", 10, 15), event("c", 20, null), event("d", 40, null)
    };

    Timeline timeline = new Timeline(List.of(events).iterator(), Timeline.End.WITH_ALL_OUTCOMES, 1);

    assertThat(story(timeline)).containsExactly("a", "b", "b is known", "a is known", "c", "d");
  }

  @Test
  void keepsTheOrderOfEventsEvenIfTheyAreLate() {
    Timeline timeline =
        timeline(
            Timeline.End.WITH_ALL_OUTCOMES,
            event("a", 50, null),
            event("late", 10, null),
            event("b", 60, null));

    assertThat(story(timeline)).containsExactly("a", "late", "b");
  }

  private static Timeline timeline(Timeline.End end, PastEvent... events) {
    return new Timeline(List.of(events).iterator(), end);
  }

  private static PastEvent event(String id, int second, @Nullable Integer knownAt) {
    Label label =
        knownAt == null ? null : new Label(FeatureValue.of(1), Instant.ofEpochSecond(knownAt));
    return new PastEvent(
        id,
        Instant.ofEpochSecond(second),
        List.of(new EntityKey("card", "7")),
        Payload.of("{}"),
        label);
  }

  private static List<String> story(Timeline timeline) {
    List<String> story = new ArrayList<>();
    timeline.forEachRemaining(happening ->
        story.add(
            switch (happening) {
              case PastEvent event -> event.id();
              case PastOutcome outcome -> outcome.event().id() + " is known";
            }));
    return story;
  }
}
