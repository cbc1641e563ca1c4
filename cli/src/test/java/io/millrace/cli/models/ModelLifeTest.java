package io.millrace.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.learning.LearningLog.Entry;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelLifeTest {
  private static final Instant AT = Instant.parse("2018-04-11T00:00:00Z");
  private static final LearningEvent STARTED = new TrainingStarted(1, AT, Trigger.FIRST, 0, 500);
  private static final LearningEvent PUBLISHED = new Published(1, AT, 4, Map.of());
  private static final LearningEvent SHADOWED = new Shadowed(1, AT, 4, 9);
  private static final LearningEvent PROMOTED = new Promoted(1, AT, 4, 0, 10);
  private static final LearningEvent NEXT = new TrainingStarted(2, AT, Trigger.TIME, 0, 900);
  private static final LearningEvent NEXT_PUBLISHED = new Published(2, AT, 5, Map.of());
  private static final LearningEvent NEXT_PROMOTED = new Promoted(2, AT, 5, 4, 12);
  private static final LearningEvent BACK = new RolledBack(2, AT, 5, 4, List.of());
  private static final LearningEvent ORDER = new Ordered(AT, Order.PROMOTE, "");

  private static final List<Entry> ALL =
      List.of(
          entry(STARTED, 1),
          entry(PUBLISHED, 1),
          entry(SHADOWED, 1),
          entry(ORDER, 1),
          entry(PROMOTED, 1),
          entry(NEXT, 2),
          entry(NEXT_PUBLISHED, 2),
          entry(NEXT_PROMOTED, 2),
          entry(BACK, 2));

  @Test
  void isTheRunThatItCameOfAndWhatBecameOfItLater() {
    assertThat(lifeOf(4))
        .containsExactly(STARTED, PUBLISHED, SHADOWED, ORDER, PROMOTED, NEXT_PROMOTED, BACK);
    assertThat(lifeOf(5)).containsExactly(NEXT, NEXT_PUBLISHED, NEXT_PROMOTED, BACK);
  }

  @Test
  void ofAReleaseThatLearningDidNotMakeIsWhatItTookPartIn() {
    assertThat(lifeOf(0)).containsExactly(PROMOTED);
    assertThat(lifeOf(3)).isEmpty();
  }

  @Test
  void aRunThatWasDroppedBeforeItsReleaseIsOfNone() {
    List<Entry> dropped = List.of(entry(STARTED, 1), entry(new Dropped(1, AT, null, "no"), 1));

    assertThat(ModelLife.of(4, dropped)).isEmpty();
  }

  private static List<LearningEvent> lifeOf(int release) {
    return ModelLife.of(release, ALL).stream().map(Entry::event).toList();
  }

  private static Entry entry(LearningEvent event, int run) {
    return new Entry(event, run, false);
  }
}
