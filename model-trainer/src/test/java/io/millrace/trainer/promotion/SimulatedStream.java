package io.millrace.trainer.promotion;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Seeded examples of events of which one in ten is positive, and what tells of it: the first
/// feature at first, the second one after the pattern has changed.
final class SimulatedStream {
  static final List<String> FEATURES = List.of("old", "new");
  static final int PER_DAY = 400;

  private static final Instant START = Instant.parse("2018-04-01T00:00:00Z");
  private static final Duration BETWEEN = Duration.ofDays(1).dividedBy(PER_DAY);

  private final Random random;
  private long next;

  /// How labels come about.
  interface Labels {
    boolean label(boolean truth, String reporter, Random random);
  }

  SimulatedStream(long seed) {
    this.random = new Random(seed);
  }

  static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  /// The examples of so many days, labelled as things are.
  List<Example> days(int days, boolean changed) {
    return days(days, changed, (truth, _, _) -> truth);
  }

  List<Example> days(int days, boolean changed, Labels labels) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < days * PER_DAY; i++) {
      examples.add(example(changed, labels));
    }
    return examples;
  }

  private Example example(boolean changed, Labels labels) {
    long number = next++;
    double old = random.nextDouble();
    double fresh = random.nextDouble();
    boolean truth = (changed ? fresh : old) + 0.1 * random.nextGaussian() > 0.93;
    String reporter = random.nextInt(3) == 0 ? "desk" : "bank";
    Instant time = START.plus(BETWEEN.multipliedBy(number));
    boolean label = labels.label(truth, reporter, random);
    return new Example(
        "e" + number,
        time,
        List.of(new EntityKey("card", Integer.toString(random.nextInt(300)))),
        Map.of("old", FeatureValue.of(old), "new", FeatureValue.of(fresh)),
        new Said(0, Map.of(Assessment.SCORE, FeatureValue.of(0.5))),
        null,
        FeatureValue.of(label ? 1 : 0),
        new Report(time, reporter),
        "APPROVE",
        true,
        1,
        new Position("test.predictions", 0, number));
  }
}
