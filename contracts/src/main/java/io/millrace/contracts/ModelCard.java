package io.millrace.contracts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model is, what it was made from and how it did: the `model.json` beside a model's file.
///
/// Everything but the model itself and its inputs may be missing, because models come from any
/// tool. Nothing in it is of the clock: the same data and parameters give the same bytes.
///
/// @param model its name and the SHA-256 of its file
/// @param inputs the model's inputs by name, each with its features in the order of its columns
/// @param outputs the names of the model's outputs
/// @param provenance what made it from what, absent where nobody says
/// @param evaluations how it did, each on rows that are named
/// @param golden inputs with the outputs that the model must give for them
/// @param quantiles what inputs and outputs looked like in training, absent where unknown
public record ModelCard(
    ModelRef model,
    Map<String, List<String>> inputs,
    List<String> outputs,
    @Nullable Provenance provenance,
    List<Evaluation> evaluations,
    List<GoldenVector> golden,
    @Nullable Quantiles quantiles) {

  public ModelCard {
    inputs = copyOfLists(inputs);
    outputs = List.copyOf(outputs);
    evaluations = List.copyOf(evaluations);
    golden = List.copyOf(golden);
    if (inputs.isEmpty() || inputs.containsValue(List.<String>of())) {
      throw new IllegalArgumentException(
          "model '%s' needs inputs, each with its features: %s".formatted(model.name(), inputs));
    }
  }

  /// Every feature that the model reads, input after input, in the order of their columns.
  public List<String> features() {
    return inputs.values().stream().flatMap(List::stream).toList();
  }

  /// What made a model from what.
  ///
  /// @param madeBy the program and its version
  /// @param parameters how it was trained, the seed included, in the words of the learner
  /// @param data the rows it learned from
  public record Provenance(String madeBy, Map<String, String> parameters, Dataset data) {
    public Provenance {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /// The labelled rows of some days of a features file, or of some records of a topic.
  ///
  /// @param file the file's name, without its folder, or the topic's name
  /// @param offsets of the topic's records, absent for a file
  /// @param sha256 of the file as it lies on the disk, or of the rows that were made of the
  ///   records, in hex
  /// @param from the first day, UTC
  /// @param to the last day, UTC, itself included
  /// @param rows how many rows
  /// @param positives how many of them are labelled 1
  public record Dataset(
      String file,
      @Nullable Offsets offsets,
      String sha256,
      LocalDate from,
      LocalDate to,
      int rows,
      int positives) {}

  /// Records of a topic of one partition.
  ///
  /// @param from the first one
  /// @param to the one after the last
  public record Offsets(long from, long to) {
    public Offsets {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException(
            "offsets %d to %d are no records: 'to' is the one after the last".formatted(from, to));
      }
    }
  }

  /// How the model did on some rows.
  ///
  /// @param on [#TRAINING] for rows it was trained on, which flatters; [#HOLDOUT] for later rows it
  ///   has not seen
  /// @param data the rows
  /// @param metrics `auc_roc` and the like; a metric that the rows cannot give is missing
  public record Evaluation(String on, Dataset data, Map<String, Double> metrics) {
    public static final String TRAINING = "training";
    public static final String HOLDOUT = "holdout";

    public Evaluation {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /// One row and what the model answers to it.
  ///
  /// @param features by name; a feature that is not here is a missing value (NaN to the model)
  /// @param outputs by name of the output
  public record GoldenVector(
      Map<String, FeatureValue> features, Map<String, FeatureValue> outputs) {
    public GoldenVector {
      features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
  }

  /// How inputs and outputs were distributed over the rows of training.
  ///
  /// Each list holds observed values at evenly spaced levels, the least first and the greatest
  /// last; it is empty where every value was missing.
  ///
  /// @param features by feature
  /// @param outputs by output
  public record Quantiles(Map<String, List<Double>> features, Map<String, List<Double>> outputs) {
    public Quantiles {
      features = copyOfLists(features);
      outputs = copyOfLists(outputs);
    }
  }

  private static <T> Map<String, List<T>> copyOfLists(Map<String, List<T>> lists) {
    Map<String, List<T>> copy = new LinkedHashMap<>();
    lists.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    return Collections.unmodifiableMap(copy);
  }
}
