package io.millrace.entityfeatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import io.millrace.runtime.Releases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Crashes at random moments, each leaving any mixture of what was written since the last commit.
class ReplayTest {
  private static final int RECORDS = 2_000;

  private final Releases releases = TestPipeline.releases();
  private final List<Input> partition = new ArrayList<>();

  private record Input(String key, EntityRecord value) {}

  private record Answer(int offset, @Nullable FeaturePart part) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyRecordIsAnsweredAfterCrashesAsWithoutThem(long seed) {
    fill(new Random(seed));
    List<Answer> expected = processWithoutCrashes();

    List<Answer> answers = processWithCrashes(new Random(~seed));

    assertThat(answers).hasSizeGreaterThan(RECORDS * 5 / 4);
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer).isEqualTo(expected.get(answer.offset())));
  }

  /// With orders that fail for a feature of the folder alone, and assignments that leave none of
  /// the releases out for longer than one.
  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void whatAReleaseIsAnsweredDoesNotDependOnTheOthers(long seed) {
    fill(new Random(seed));
    List<Input> asked = List.copyOf(partition);
    Map<Integer, List<Answer>> alone = new HashMap<>();
    for (int release : List.of(0, 2)) {
      partition.replaceAll(input -> stamped(input, new Stamp(1, release, null)));
      alone.put(release, processWithoutCrashes());
    }
    partition.clear();
    partition.addAll(asked);

    List<Answer> answers = processWithoutCrashes();

    assertThat(answers)
        .filteredOn(answer -> answer.part() != null)
        .allSatisfy(answer -> {
          FeaturePart part = Objects.requireNonNull(answer.part());
          Stamp stamp = part.about().slip().stamp();
          FeaturePart.Values values = part.values();
          assertThat(values).isEqualTo(values(alone, stamp.release(), answer));
          if (stamp.shadow() != null) {
            assertThat(Objects.requireNonNull(part.shadowValues()).over(values))
                .isEqualTo(values(alone, stamp.shadow(), answer).over(values));
          }
        });
  }

  /// What a release that is asked alone is answered at the same record.
  private static FeaturePart.Values values(
      Map<Integer, List<Answer>> alone, int release, Answer answer) {
    Answer same = Objects.requireNonNull(alone.get(release)).get(answer.offset());
    return Objects.requireNonNull(same.part()).values();
  }

  private List<Answer> processWithoutCrashes() {
    List<Answer> answers = new ArrayList<>();
    CrashingTask task = new CrashingTask(releases, Map.of());
    for (int offset = 0; offset < RECORDS; offset++) {
      answers.add(process(task, offset));
      task.commit();
    }
    return answers;
  }

  private List<Answer> processWithCrashes(Random random) {
    List<Answer> answers = new ArrayList<>();
    CrashingTask task = new CrashingTask(releases, Map.of());
    int committed = 0;
    for (int offset = 0; offset < RECORDS; ) {
      answers.add(process(task, offset));
      offset++;
      if (random.nextInt(30) == 0) {
        task.commit();
        committed = offset;
      } else if (random.nextInt(40) == 0) {
        task = new CrashingTask(releases, task.crash(random));
        offset = committed;
      }
    }
    return answers;
  }

  private Answer process(CrashingTask task, int offset) {
    Input input = partition.get(offset);
    return new Answer(offset, task.process(offset, input.key(), input.value()));
  }

  /// Two weeks of events, some late, some sent twice, some impossible, and outcomes.
  private void fill(Random random) {
    List<Input> events = new ArrayList<>();
    Duration now = Duration.ZERO;
    Stamps stamps = new Stamps(random);
    for (int offset = 0; offset < RECORDS; offset++) {
      now = now.plusSeconds(random.nextInt(1_200));
      int kind = events.isEmpty() ? 9 : random.nextInt(10);
      Input earlier = events.isEmpty() ? null : events.get(random.nextInt(events.size()));
      if (kind == 0 && earlier != null) {
        partition.add(stamped(earlier, stamps.next()));
      } else if (kind <= 2 && earlier != null) {
        RoutedEvent of = (RoutedEvent) earlier.value();
        RoutedOutcome outcome = TestPipeline.outcome(of, random.nextBoolean(), now);
        partition.add(stamped(new Input(earlier.key(), outcome), stamps.next()));
      } else {
        Duration late = Duration.ofMinutes(kind == 3 ? random.nextInt(6_000) : 0);
        int items = random.nextInt(20);
        String key = (random.nextBoolean() ? "card:" : "terminal:") + random.nextInt(2);
        events.add(new Input(key, TestPipeline.event("e" + offset, now.minus(late), items)));
        partition.add(stamped(events.getLast(), stamps.next()));
      }
    }
  }

  private static Input stamped(Input input, Stamp stamp) {
    EntityRecord value =
        switch (input.value()) {
          case RoutedOutcome(Outcome outcome, Stamp _) -> new RoutedOutcome(outcome, stamp);
          case RoutedEvent(Event event, RoutingSlip slip) ->
              new RoutedEvent(
                  event,
                  new RoutingSlip(
                      stamp, slip.parts(), stamp.shadow() == null ? List.of() : slip.parts()));
        };
    return new Input(input.key(), value);
  }

  /// Stamps as they come from several partitions of events: for some time after an assignment also
  /// those of the one before.
  private static final class Stamps {
    private final Random random;
    private Stamp last = Stamp.NONE;
    private Stamp before = Stamp.NONE;
    private int since;

    private Stamps(Random random) {
      this.random = random;
    }

    Stamp next() {
      if (random.nextInt(100) == 0) {
        before = last;
        last = after(last.assignment() + 1);
        since = 0;
      }
      since++;
      return since < 20 && random.nextInt(3) == 0 ? before : last;
    }

    private Stamp after(int assignment) {
      return switch (random.nextInt(3)) {
        case 0 -> new Stamp(assignment, 0, 2);
        case 1 -> new Stamp(assignment, 2, 0);
        default -> new Stamp(assignment, last.release() == 0 ? 2 : 0, null);
      };
    }
  }
}
