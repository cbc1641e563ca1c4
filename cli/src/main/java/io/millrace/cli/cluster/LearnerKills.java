package io.millrace.cli.cluster;

import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.release.ReleaseKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// When a trainer that learns is killed: at moments that a seed chooses, each of them once.
///
/// Seeds that follow each other begin with one moment after the other. Not for several threads at
/// once.
final class LearnerKills {
  private static final int MOST = 3;

  /// It may be killed when a moment comes for the first or the second time.
  private static final int OCCURRENCES = 2;

  private static final int EXAMPLES = 300;

  /// How long the shortest trainings take; what a move does first happens sooner.
  private static final int DELAY_MS = 100;

  private final Random random;
  private final Map<Moment, Integer> left = new EnumMap<>(Moment.class);
  private final List<Moment> made = new ArrayList<>();

  /// What it is about to do, or to go on with.
  enum Moment {
    /// It makes examples.
    JOINING,
    /// It has begun a training.
    TRAINING,
    /// It writes a release.
    PUBLISHING,
    /// It has published a release that nobody was asked about yet.
    PUBLISHED,
    /// It has made an assignment, and neither marked nor told it.
    ASSIGNING,
    /// An assignment stands in some partitions of `events`.
    MARKING,
    /// It watches what has taken over.
    WATCHING
  }

  private LearnerKills(Random random) {
    this.random = random;
  }

  /// A run that is left alone.
  static LearnerKills none() {
    return new LearnerKills(new Random(0));
  }

  /// One to three.
  static LearnerKills of(long seed) {
    LearnerKills kills = new LearnerKills(new Random(seed));
    Moment[] all = Moment.values();
    Moment first = all[(int) Math.floorMod(seed - 1, (long) all.length)];
    List<Moment> others = new ArrayList<>(List.of(all));
    others.remove(first);
    Collections.shuffle(others, kills.random);
    kills.plan(first);
    others.subList(0, kills.random.nextInt(MOST)).forEach(kills::plan);
    return kills;
  }

  private void plan(Moment moment) {
    int occurrences = moment == Moment.JOINING ? EXAMPLES : OCCURRENCES;
    left.put(moment, 1 + random.nextInt(occurrences));
  }

  /// An example was written.
  Optional<Duration> example() {
    return came(Moment.JOINING);
  }

  /// Something was told of learning.
  Optional<Duration> told(LearningEvent event) {
    return switch (event) {
      case TrainingStarted _ -> came(Moment.TRAINING);
      case Published _ -> came(Moment.PUBLISHED);
      case Promoted _ -> came(Moment.WATCHING);
      case LearningEvent.TrainingFailed _,
          LearningEvent.Shadowed _,
          LearningEvent.Judged _,
          LearningEvent.Dropped _,
          LearningEvent.Confirmed _,
          LearningEvent.RolledBack _,
          LearningEvent.Assigned _,
          LearningEvent.Ordered _ ->
          Optional.empty();
    };
  }

  /// A record of `releases` was written, committed or not.
  Optional<Duration> released(ReleaseKey key) {
    return switch (key) {
      case ReleaseKey.OfChunk _ -> came(Moment.PUBLISHING);
      case ReleaseKey.OfAssignment _ -> came(Moment.ASSIGNING);
      case ReleaseKey.OfRelease _, ReleaseKey.OfTrial _, ReleaseKey.OfMarks _ -> Optional.empty();
    };
  }

  /// An assignment was written into a partition of `events`.
  Optional<Duration> marked() {
    return came(Moment.MARKING);
  }

  /// How long after it the trainer is to be killed; empty where it is to go on.
  private Optional<Duration> came(Moment moment) {
    Integer occurrences = left.computeIfPresent(moment, (_, it) -> it - 1);
    if (occurrences == null || occurrences > 0) {
      return Optional.empty();
    }
    left.remove(moment);
    made.add(moment);
    return Optional.of(
        switch (moment) {
          case TRAINING, WATCHING -> Duration.ofMillis(random.nextInt(DELAY_MS));
          case JOINING, PUBLISHING, PUBLISHED, ASSIGNING, MARKING -> Duration.ZERO;
        });
  }

  /// The moments that have come, in their order.
  List<Moment> made() {
    return List.copyOf(made);
  }
}
