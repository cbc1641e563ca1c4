package io.millrace.trainer.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Example;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.trainer.LearnedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeJoinCrashTest {
  private static final int EVENTS = 400;
  private static final LearningDefinition LEARNING =
      new LearningDefinition(
          LearnedModel.SHAPE,
          Duration.ofDays(7),
          Duration.ofDays(28),
          0.5,
          Set.of(),
          0,
          Training.DEFAULT,
          Promotion.DEFAULT,
          Evaluation.DEFAULT);

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void endsWithTheSameExamplesHoweverOftenItCrashes(int seed) {
    List<Consumer<OutcomeJoin>> log = log(new Random(seed));

    Map<String, Example> undisturbed = new Run(null).over(log);
    Map<String, Example> crashed = new Run(new Random(seed)).over(log);

    assertThat(undisturbed).hasSizeGreaterThan(EVENTS / 4);
    assertThat(crashed).isEqualTo(undisturbed);
  }

  /// Sixty days of events, with reports early, late and changed, in an order of their arrival.
  private static List<Consumer<OutcomeJoin>> log(Random random) {
    List<Consumer<OutcomeJoin>> log = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String id = "e" + i;
      long offset = i;
      Instant time = Records.day(0).plus(Duration.ofMinutes(216L * i - random.nextInt(1_000)));
      log.add(join -> join.predicted(Records.prediction(id, time), Records.at(offset)));
      log.add(join -> join.decided(Records.decision(id, time, "APPROVE")));
      for (int reports = random.nextInt(3); reports > 0; reports--) {
        FeatureValue label = FeatureValue.of(random.nextInt(2));
        Instant knownAt = time.plus(Duration.ofHours(random.nextInt(24 * 20)));
        long report = 10L * i + reports;
        log.add(
            random.nextInt(log.size() / 2, log.size() + 1),
            join -> join.reported(Records.outcome(id, time, label, knownAt, report)));
      }
    }
    return log;
  }

  /// One run over a log, with crashes if there is luck to decide about them.
  private static final class Run {
    private final @Nullable Random luck;
    private final List<Example> topic = new ArrayList<>();
    private CasesInMemory cases = new CasesInMemory();
    private Instant clock = EventClock.BEFORE_ALL;
    private long commits;
    private OutcomeJoin join;

    private Run(@Nullable Random luck) {
      this.luck = luck;
      this.join = start();
    }

    private OutcomeJoin start() {
      OutcomeJoin started =
          new OutcomeJoin(
              new Maturity(LEARNING),
              new EventClock(LEARNING.maturity(), 1),
              cases,
              () -> commits,
              ticket -> ticket < commits,
              topic::add);
      started.resume(clock);
      return started;
    }

    private Map<String, Example> over(List<Consumer<OutcomeJoin>> log) {
      int committed = 0;
      int written = 0;
      for (int next = 0; next < log.size(); next++) {
        log.get(next).accept(join);
        if (luck != null && luck.nextInt(10) == 0) {
          clock = join.clock();
          cases.commit();
          commits++;
          committed = next + 1;
          written = topic.size();
        } else if (luck != null && luck.nextInt(40) == 0) {
          topic.subList(written, topic.size()).removeIf(_ -> luck.nextBoolean());
          cases = cases.crash(luck);
          join = start();
          next = committed - 1;
        }
      }
      Map<String, Example> last = new LinkedHashMap<>();
      topic.forEach(example -> last.put(example.eventId(), example));
      return last;
    }
  }
}
