package io.millrace.contracts.definition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The model of a pipeline and how its features become its inputs and its outputs scores.
///
/// @param file the ONNX file
/// @param features the features that make its inputs, in this order
/// @param inputs the model's inputs by name, each with its features, together those of `features`
///   in their order; empty where the model's own inputs tell what goes where
/// @param outputs score name to where in the model's outputs it is found
/// @param range what the scores must lie in, absent where any number is a score
/// @param reasons which scores are explained, absent for none
/// @param withdrawal how many failures have a release with it withdrawn
/// @param deadline how long to wait for a missing part, absent for ever
public record ModelDefinition(
    Path file,
    List<String> features,
    Map<String, List<String>> inputs,
    Map<String, ModelOutput> outputs,
    @Nullable ScoreRange range,
    @Nullable Reasons reasons,
    Withdrawal withdrawal,
    @Nullable Duration deadline) {

  public ModelDefinition {
    features = List.copyOf(features);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    inputs.forEach((name, ofInput) -> copy.put(name, List.copyOf(ofInput)));
    inputs = Collections.unmodifiableMap(copy);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /// One number of a model's outputs, written `score`, `probabilities[1]` or
  /// `probabilities[fraud]`.
  ///
  /// @param output the name of the ONNX output
  /// @param key which column of its row, counted from 0, or which key of its map
  public record ModelOutput(String output, String key) {

    public ModelOutput(String output, int column) {
      this(output, Integer.toString(column));
    }

    @Override
    public String toString() {
      return key.equals("0") ? output : output + "[" + key + "]";
    }
  }

  /// Which scores are explained by the features that moved them.
  ///
  /// @param above those that are greater
  /// @param most by so many features
  public record Reasons(double above, int most) {
    public static final int DEFAULT_MOST = 3;
    public static final int MOST = 100;
  }

  /// How many failures are too many.
  ///
  /// @param failures so many without a usable answer
  /// @param of of so many events, the last ones that the model was asked about
  public record Withdrawal(int failures, int of) {
    public static final int DEFAULT_OF = 1_000;
    public static final int MOST = 1_000_000;
    private static final int ONE_IN = 20;

    public Withdrawal {
      if (failures < 1 || failures > of || of > MOST) {
        throw new IllegalArgumentException(
            "%d failures of %d events are no bound".formatted(failures, of));
      }
    }

    /// One in twenty.
    public static Withdrawal among(int events) {
      return new Withdrawal(Math.max(1, events / ONE_IN), events);
    }
  }

  /// The scores from `least` to `greatest`, both included.
  public record ScoreRange(double least, double greatest) {

    public ScoreRange {
      if (!(least < greatest)) {
        throw new IllegalArgumentException(
            "a range from %s to %s holds no scores".formatted(least, greatest));
      }
    }

    public boolean contains(double score) {
      return least <= score && score <= greatest;
    }
  }
}
