package io.millrace.model;

import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.ModelDefinition.ScoreRange;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a model says of some rows.
///
/// Invariant: a row has either all its outputs, each finite and in its range, or the reason why
/// not; one row that fails takes no other with it.
public final class Scores {
  private final double[] scores;
  private final int width;
  private final @Nullable String[] failures;
  private final List<ModelOutput> outputs;
  private final @Nullable ScoreRange range;

  Scores(int rows, ModelBinding binding) {
    this.width = binding.outputs().size();
    this.scores = new double[rows * width];
    this.failures = new String[rows];
    this.outputs = binding.outputs();
    this.range = binding.range();
  }

  /// How many rows.
  public int size() {
    return failures.length;
  }

  /// The outputs of a row, in the order in which they were asked for.
  ///
  /// @throws ModelFailure if the model gave this row none that can be used
  public double[] row(int row) throws ModelFailure {
    String failure = failures[row];
    if (failure != null) {
      throw new ModelFailure(failure);
    }
    return Arrays.copyOfRange(scores, row * width, (row + 1) * width);
  }

  /// One of the outputs of a row that has them.
  double get(int row, int output) {
    return scores[row * width + output];
  }

  /// Why a row has no outputs, absent where it has.
  @Nullable String failure(int row) {
    return failures[row];
  }

  void set(int row, int output, double score) {
    scores[row * width + output] = score;
    if (!Double.isFinite(score)) {
      fail(row, "output %s is %s".formatted(outputs.get(output), score));
    } else if (range != null && !range.contains(score)) {
      fail(
          row,
          "output %s is %s, out of range %s to %s"
              .formatted(outputs.get(output), score, range.least(), range.greatest()));
    }
  }

  /// Says why a row has no outputs; what was said first stands.
  void fail(int row, String reason) {
    if (failures[row] == null) {
      failures[row] = reason;
    }
  }

  /// Takes over what was said of a row singly.
  void take(int row, Scores single) {
    System.arraycopy(single.scores, 0, scores, row * width, width);
    failures[row] = single.failures[0];
  }

  /// Whether two rows have the same outputs to the bit, or the same reason for none.
  boolean isSame(int row, Scores others, int other) {
    return Objects.equals(failures[row], others.failures[other])
        && (failures[row] != null
            || Arrays.equals(
                scores,
                row * width,
                (row + 1) * width,
                others.scores,
                other * width,
                (other + 1) * width));
  }
}
