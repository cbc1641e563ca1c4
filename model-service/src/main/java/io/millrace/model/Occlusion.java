package io.millrace.model;

import io.millrace.contracts.Assessment.Attribution;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.definition.ModelDefinition.Reasons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Says which features moved a score, for any model: each feature in turn is put back to its
/// reference value, the median of training, and the model is asked again. What the score loses by
/// that is the feature's effect.
///
/// An event costs as many rows more as the model has features; a feature that is a list of numbers
/// has no reference value and is left out. Effects do not add up to the score where features act
/// together.
final class Occlusion {
  /// So many rows for an event, at most: the budget.
  static final int MOST_FEATURES = 64;

  private final AdmittedModel model;
  private final int score;
  private final Reasons reasons;
  private final List<Reference> references = new ArrayList<>();

  /// A feature's column, and what stands for its absence.
  private record Reference(String feature, int column, double value) {}

  /// Throws [InvalidModel] if the card does not say what its features were in training, or there
  /// are too many.
  ///
  /// @param score which of the model's outputs
  Occlusion(AdmittedModel model, int score, Reasons reasons) {
    this.model = model;
    this.score = score;
    this.reasons = reasons;
    ModelCard.Quantiles quantiles =
        model
            .quantiles()
            .orElseThrow(() ->
                new InvalidModel(
                    "reasons are asked for, but no card says what the features were in training:"
                        + " put quantiles into model.json, or leave reasons out"));
    for (FeatureColumns.Columns columns : model.columns().columns()) {
      List<Double> observed = quantiles.features().getOrDefault(columns.feature(), List.of());
      if (columns.width() == 1 && observed.isEmpty()) {
        throw new InvalidModel(
            "reasons are asked for, but the card has no quantiles of '%s': add them to model.json"
                .formatted(columns.feature()));
      }
      if (columns.width() == 1) {
        double median = observed.get(observed.size() / 2);
        references.add(new Reference(columns.feature(), columns.start(), median));
      }
    }
    if (references.size() > MOST_FEATURES) {
      throw new InvalidModel(
          "reasons cost a row for each feature, and the model has %d: at most %d are possible"
              .formatted(references.size(), MOST_FEATURES));
    }
  }

  /// Whether a score is to be explained.
  boolean explains(double value) {
    return value > reasons.above();
  }

  /// The features that moved a row's score most, the strongest first.
  List<Attribution> attributions(double[] row, double value) {
    double[][] occluded = new double[references.size()][];
    for (int i = 0; i < occluded.length; i++) {
      occluded[i] = Arrays.copyOf(row, row.length);
      occluded[i][references.get(i).column()] = references.get(i).value();
    }
    Scores scores = model.score(occluded);
    List<Attribution> attributions = new ArrayList<>();
    for (int i = 0; i < occluded.length; i++) {
      double effect = scores.failure(i) == null ? value - scores.get(i, score) : 0;
      if (effect != 0) {
        attributions.add(new Attribution(references.get(i).feature(), effect));
      }
    }
    attributions.sort(
        Comparator.comparingDouble((Attribution attribution) -> Math.abs(attribution.effect()))
            .reversed());
    return attributions.subList(0, Math.min(reasons.most(), attributions.size()));
  }
}
