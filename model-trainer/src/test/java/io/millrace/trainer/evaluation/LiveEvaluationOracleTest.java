package io.millrace.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.AtThreshold;
import io.millrace.contracts.Evaluation.Group;
import io.millrace.contracts.Example;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.runtime.StageMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Evaluations beside those that are computed from all examples, by the definitions.
class LiveEvaluationOracleTest {
  private static final Instant START = Instant.parse("2018-04-01T00:00:00Z");
  private static final List<Double> THRESHOLDS = List.of(0.9, 0.5, 2.0);

  static IntStream seeds() {
    return IntStream.range(0, 30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tellsWhatAllExamplesTogetherSay(int seed) {
    Random random = new Random(seed);
    List<String> segments = List.of("is_night", "shop").subList(0, random.nextInt(3));
    Duration window = Duration.ofHours(24 + random.nextInt(100));
    List<Example> examples = examples(random);
    List<Evaluation> told = new ArrayList<>();
    LiveEvaluation evaluation =
        new LiveEvaluation(
            new LearningDefinition.Evaluation(window, segments),
            THRESHOLDS,
            null,
            new StageMetrics(new SimpleMeterRegistry(), Tags.empty()),
            told::add);

    examples.forEach(evaluation::take);

    PlainEvaluation plain = new PlainEvaluation(window, segments, THRESHOLDS);
    Map<LocalDate, Map<Group, Evaluation>> toldByDay = new LinkedHashMap<>();
    for (Evaluation each : told) {
      toldByDay.computeIfAbsent(each.day(), _ -> new LinkedHashMap<>()).put(each.group(), each);
    }
    assertThat(toldByDay.keySet()).containsExactlyElementsOf(daysThatEnd(examples));
    toldByDay.forEach((day, groups) -> {
      Map<Group, Evaluation> expected = plain.of(day, examples);
      assertThat(groups.keySet()).isEqualTo(expected.keySet());
      groups.forEach(
          (group, each) -> requireEqual(each, Objects.requireNonNull(expected.get(group))));
    });
  }

  /// Each day that examples come of before the first one of a later day does.
  private static List<LocalDate> daysThatEnd(List<Example> examples) {
    List<LocalDate> days = new ArrayList<>();
    LocalDate latest = LocalDate.MIN;
    for (Example example : examples) {
      LocalDate day = PlainEvaluation.dayOf(example);
      if (day.isAfter(latest)) {
        days.add(day);
        latest = day;
      }
    }
    return days.subList(0, Math.max(0, days.size() - 1));
  }

  private static void requireEqual(Evaluation told, Evaluation expected) {
    assertThat(told.evidence()).as(told.group().toString()).isEqualTo(expected.evidence());
    assertThat(told.metrics().keySet()).isEqualTo(expected.metrics().keySet());
    told.metrics()
        .forEach((name, value) ->
            assertThat(value)
                .as("%s of %s on %s", name, told.group(), told.day())
                .isCloseTo(expected.metrics().get(name), within(1e-6)));
    assertThat(told.thresholds()).hasSameSizeAs(expected.thresholds());
    for (int i = 0; i < told.thresholds().size(); i++) {
      AtThreshold at = told.thresholds().get(i);
      AtThreshold plain = expected.thresholds().get(i);
      assertThat(text(at)).isEqualTo(text(plain));
    }
  }

  private static String text(AtThreshold at) {
    return "%s %.9f %.9f".formatted(at.threshold(), at.precision(), at.recall());
  }

  /// A few days out of order: changed labels, second examples, ties, values without end, gaps.
  private static List<Example> examples(Random random) {
    List<JudgedEvent> events = new ArrayList<>();
    int count = random.nextInt(400);
    int hours = 24 * (1 + random.nextInt(12));
    boolean areProbabilities = random.nextInt(4) > 0;
    for (int i = 0; i < count; i++) {
      boolean isSecond = !events.isEmpty() && random.nextInt(5) == 0;
      JudgedEvent event =
          isSecond
              ? events.get(random.nextInt(events.size()))
              : event(i, START.plusSeconds(3600L * hours * i / count), random, areProbabilities);
      events.add(random.nextInt(isSecond ? 2 : 12) == 0 ? changed(event, random) : event);
    }
    return events.stream().map(JudgedEvent::example).toList();
  }

  private static JudgedEvent event(int i, Instant time, Random random, boolean areProbabilities) {
    Instant jittered = time.plusSeconds(random.nextInt(7_200) - 3_600L);
    JudgedEvent event =
        JudgedEvent.event("e" + i, jittered.toString())
            .of("c" + random.nextInt(40))
            .by(random.nextInt(1 + random.nextInt(6)))
            .weighing(1 + random.nextInt(4));
    event =
        random.nextBoolean()
            ? event.with("is_night", FeatureValue.of(random.nextInt(2)))
            : event.with("shop", FeatureValue.of("s" + random.nextInt(14)));
    if (random.nextInt(10) > 0) {
      double score = random.nextInt(21) / (areProbabilities ? 20.0 : 16.0);
      event = event.scored(score);
    }
    return random.nextInt(4) == 0 ? event.positive() : event;
  }

  private static JudgedEvent changed(JudgedEvent event, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> event.positive().reported();
      case 1 -> event.unobserved();
      default -> event.unobserved().reported();
    };
  }
}
