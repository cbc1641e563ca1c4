package io.millrace.model;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard.GoldenVector;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/// Whether a model answers the golden vectors of its card as the card says.
final class GoldenCheck {
  /// Of the expected value, where that is above 1.
  private static final double TOLERANCE = 1e-5;

  private final Path file;
  private final OnnxModel model;

  GoldenCheck(Path file, OnnxModel model) {
    this.file = file;
    this.model = model;
  }

  /// The rows of the vectors. Throws [InvalidModel] if the model answers one of them otherwise.
  double[][] check(List<GoldenVector> vectors) {
    double[][] rows = new double[vectors.size()][];
    for (int i = 0; i < rows.length; i++) {
      try {
        requireKnown(i, vectors.get(i).features().keySet());
        rows[i] = model.row(vectors.get(i).features());
        compare(i, model.score(new double[][] {rows[i]}).row(0), vectors.get(i).outputs());
      } catch (ModelFailure e) {
        throw refusal(i, "is not answered: " + e.getMessage(), "Correct the card or the model");
      }
    }
    return rows;
  }

  private void requireKnown(int vector, Set<String> features) {
    Set<String> unknown = new TreeSet<>(features);
    model.binding().features().forEach(feature -> unknown.remove(feature.name()));
    if (!unknown.isEmpty()) {
      throw refusal(vector, "has features that the model does not take: " + unknown, "Remove them");
    }
  }

  private void compare(int vector, double[] scores, Map<String, FeatureValue> outputs) {
    for (int i = 0; i < scores.length; i++) {
      ModelOutput wanted = model.binding().outputs().get(i);
      double expected =
          expected(wanted, outputs)
              .orElseThrow(() ->
                  refusal(
                      vector,
                      "says nothing of %s, only of %s".formatted(wanted, outputs.keySet()),
                      "Write '%s' and its number".formatted(wanted)));
      if (Math.abs(scores[i] - expected) > TOLERANCE * Math.max(1, Math.abs(expected))) {
        throw refusal(
            vector,
            "is answered with %s %s, but the card says %s".formatted(wanted, scores[i], expected),
            "The model was changed after the card was made: export both together");
      }
    }
  }

  /// The number of an output, written as in `pipeline.yaml`, or in a list of all its columns.
  private static OptionalDouble expected(ModelOutput wanted, Map<String, FeatureValue> outputs) {
    if (outputs.get(wanted.output() + "[" + wanted.key() + "]")
        instanceof FeatureValue.Scalar(double value)) {
      return OptionalDouble.of(value);
    }
    return switch (outputs.get(wanted.output())) {
      case FeatureValue.Scalar(double value) when wanted.key().equals("0") ->
          OptionalDouble.of(value);
      case FeatureValue.Vector values
          when wanted.key().matches("\\d{1,6}") && Integer.parseInt(wanted.key()) < values.size() ->
          OptionalDouble.of(values.get(Integer.parseInt(wanted.key())));
      case null, default -> OptionalDouble.empty();
    };
  }

  private InvalidModel refusal(int vector, String problem, String remedy) {
    return new InvalidModel(
        "%s is refused: golden vector %d of its card %s. %s"
            .formatted(file, vector + 1, problem, remedy));
  }
}
