package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.PipelineOption;
import io.millrace.contracts.definition.InvalidPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  private static final String MODEL = "model.onnx";
  private static final String CARD = "model.json";

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
    this.folder = quickLearner(original, data.resolve("pipeline"));
    this.undisturbed = new LearnerRun(folder, data, LearnerKills.none()).make();
    List<String> faults = undisturbed.trace().faults();
    if (!faults.isEmpty()) {
      throw new CommandFailure("the undisturbed run does not fit together: " + faults);
    }
  }

  /// The pipeline without a model, and with less patience.
  private static Path quickLearner(Path original, Path copy) {
    Map<String, byte[]> files = PipelineOption.files(original);
    try {
      Files.createDirectories(copy);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        if (!List.of(MODEL, CARD).contains(file.getKey())) {
          Files.write(copy.resolve(file.getKey()), file.getValue());
        }
      }
      Path definition = copy.resolve("pipeline.yaml");
      String text = Files.readString(definition);
      String before = text.substring(0, text.indexOf("\nlearning:") + 1);
      String after = text.substring(text.indexOf("\nduplicates:"));
      Files.writeString(definition, before + LEARNING + after);
      return copy;
    } catch (IOException e) {
      throw new CommandFailure("cannot copy %s: %s".formatted(original, e.getMessage()), e);
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
