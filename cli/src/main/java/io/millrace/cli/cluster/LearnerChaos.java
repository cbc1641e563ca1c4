package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.definition.InvalidPipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Kills a trainer while it learns: during the join, a training, a publication, an assignment.
/// Whatever a crash leaves, no outcome is lost and the releases fit together.
public final class LearnerChaos {
  private static final String LEARNING =
      """
      learning:
        maturity: 2d
        span: 10d
        negatives: 0.5
        train: {every: 2d, trees: 20, positives: 10}
        promote: {shadow: 1d, confidence: 0.5}
      """;

  /// The pipeline is to have none yet.
  private static final Set<String> MODEL = Set.of("model.onnx", "model.json");

  private final Path folder;
  private final Path data;
  private final LearnedOutcome undisturbed;

  /// What came of a run that was disturbed.
  ///
  /// @param killedAt what the trainer was at when it was killed, each time
  /// @param trainings how many have begun
  /// @param different examples that an undisturbed run has otherwise, or not at all
  /// @param faults what does not fit together at the end, in words
  public record Result(
      long seed,
      List<String> killedAt,
      int trainings,
      int promotions,
      long different,
      List<String> faults) {
    public Result {
      killedAt = List.copyOf(killedAt);
      faults = List.copyOf(faults);
    }

    /// Whether nothing is lost, and all fits together.
    public boolean isFine() {
      return different == 0 && faults.isEmpty();
    }
  }

  /// Makes the run that the others are held against.
  ///
  /// @param original the folder of the card-fraud pipeline
  /// @param data where broker and services keep their data; what is there is deleted
  public LearnerChaos(Path original, Path data) throws InvalidPipeline {
    this.data = data;
    this.folder = LearningCopy.write(original, data.resolve("pipeline"), LEARNING, MODEL);
    this.undisturbed = new LearnerRun(folder, data, LearnerKills.none()).make();
    List<String> faults = undisturbed.trace().faults();
    if (!faults.isEmpty()) {
      throw new CommandFailure("the undisturbed run does not fit together: " + faults);
    }
  }

  /// Of the run without kills: how many models were trained.
  public int trainings() {
    return undisturbed.trace().trainings();
  }

  /// Of the run without kills: how many models have taken over.
  public int promotions() {
    return undisturbed.trace().promotions();
  }

  /// Of the run without kills: how many events have an example.
  public int examples() {
    return undisturbed.truths().size();
  }

  /// A run with one to three kills.
  public Result disturb(long seed) throws InvalidPipeline {
    LearnerKills kills = LearnerKills.of(seed);
    LearnedOutcome outcome = new LearnerRun(folder, data, kills).make();
    return new Result(
        seed,
        kills.made().stream().map(moment -> moment.name().toLowerCase(Locale.ROOT)).toList(),
        outcome.trace().trainings(),
        outcome.trace().promotions(),
        undisturbed.differences(outcome),
        outcome.trace().faults());
  }
}
