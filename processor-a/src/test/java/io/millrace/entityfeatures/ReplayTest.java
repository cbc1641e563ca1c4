package io.millrace.entityfeatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Crashes at random moments, each leaving any mixture of what was written since the last commit.
class ReplayTest {
  private static final int RECORDS = 2_000;

  private final PipelineDefinition pipeline = TestPipeline.orders();
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

  private List<Answer> processWithoutCrashes() {
    List<Answer> answers = new ArrayList<>();
    CrashingTask task = new CrashingTask(pipeline, Map.of());
    for (int offset = 0; offset < RECORDS; offset++) {
      answers.add(process(task, offset));
      task.commit();
    }
    return answers;
  }

  private List<Answer> processWithCrashes(Random random) {
    List<Answer> answers = new ArrayList<>();
    CrashingTask task = new CrashingTask(pipeline, Map.of());
    int committed = 0;
    for (int offset = 0; offset < RECORDS; ) {
      answers.add(process(task, offset));
      offset++;
      if (random.nextInt(30) == 0) {
        task.commit();
        committed = offset;
      } else if (random.nextInt(40) == 0) {
        task = new CrashingTask(pipeline, task.crash(random));
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
    for (int offset = 0; offset < RECORDS; offset++) {
      now = now.plusSeconds(random.nextInt(1_200));
      int kind = events.isEmpty() ? 9 : random.nextInt(10);
      Input earlier = events.isEmpty() ? null : events.get(random.nextInt(events.size()));
      if (kind == 0 && earlier != null) {
        partition.add(earlier);
      } else if (kind <= 2 && earlier != null) {
        RoutedEvent of = (RoutedEvent) earlier.value();
        partition.add(
            new Input(earlier.key(), TestPipeline.outcome(of, random.nextBoolean(), now)));
      } else {
        Duration late = Duration.ofMinutes(kind == 3 ? random.nextInt(6_000) : 0);
        int items = random.nextInt(20);
        String key = (random.nextBoolean() ? "card:" : "terminal:") + random.nextInt(2);
        events.add(new Input(key, TestPipeline.event("e" + offset, now.minus(late), items)));
        partition.add(events.getLast());
      }
    }
  }
}
