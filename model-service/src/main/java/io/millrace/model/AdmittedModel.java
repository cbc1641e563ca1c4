package io.millrace.model;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A model that may judge events.
///
/// Invariant: what it says of a row does not depend on the rows beside it.
final class AdmittedModel implements Closeable {
  private final OnnxModel model;
  private final ModelRef ref;
  private final @Nullable String singlyBecause;
  private final @Nullable Quantiles quantiles;

  /// @param quantiles of its card, absent where there are none
  /// @param singlyBecause why it must be given its rows one by one, absent where it need not
  AdmittedModel(
      OnnxModel model,
      ModelRef ref,
      @Nullable Quantiles quantiles,
      @Nullable String singlyBecause) {
    this.model = model;
    this.quantiles = quantiles;
    this.ref = ref;
    this.singlyBecause = singlyBecause;
  }

  ModelRef ref() {
    return ref;
  }

  /// What its features and outputs were in training, where its card says so.
  Optional<Quantiles> quantiles() {
    return Optional.ofNullable(quantiles);
  }

  /// Which columns of a row each feature fills.
  FeatureColumns columns() {
    return model.columns();
  }

  /// Why it is given its rows one by one, absent where it takes them in batches.
  Optional<String> servedSingly() {
    return Optional.ofNullable(singlyBecause);
  }

  /// The row of an event's features.
  ///
  /// @throws ModelFailure if a feature does not fit its columns
  double[] row(Map<String, FeatureValue> features) throws ModelFailure {
    return model.row(features);
  }

  /// What the model says of rows, in one run where it may. Where such a run fails, each row gets a
  /// run of its own: one bad row takes no other with it.
  Scores score(double[][] rows) {
    if (singlyBecause == null && rows.length > 1) {
      try {
        return model.score(rows);
      } catch (ModelFailure e) {
        return singly(rows);
      }
    }
    return singly(rows);
  }

  private Scores singly(double[][] rows) {
    Scores scores = new Scores(rows.length, model.binding());
    for (int row = 0; row < rows.length; row++) {
      try {
        scores.take(row, model.score(new double[][] {rows[row]}));
      } catch (ModelFailure e) {
        scores.fail(row, String.valueOf(e.getMessage()));
      }
    }
    return scores;
  }

  @Override
  public void close() throws IOException {
    model.close();
  }
}
