package io.millrace.model;

import io.millrace.contracts.FeatureValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which columns of a row each feature of a model fills.
///
/// @param columns the features in the order of their columns
record FeatureColumns(List<Columns> columns) {

  FeatureColumns {
    columns = List.copyOf(columns);
  }

  /// The columns of one feature.
  record Columns(String feature, int start, int width) {}

  /// Features one after another.
  ///
  /// @param widths how many columns each of them fills
  static FeatureColumns of(List<String> features, List<Integer> widths) {
    List<Columns> columns = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < widths.size(); i++) {
      columns.add(new Columns(features.get(i), start, widths.get(i)));
      start += widths.get(i);
    }
    return new FeatureColumns(columns);
  }

  int width() {
    return columns.isEmpty() ? 0 : columns.getLast().start() + columns.getLast().width();
  }

  /// The feature that fills a column.
  String featureAt(int column) {
    return columns.stream()
        .filter(feature -> column < feature.start() + feature.width())
        .findFirst()
        .orElseThrow()
        .feature();
  }

  /// The row of some values; what is not among them is missing, that is NaN.
  ///
  /// @throws ModelFailure if a value does not fit its columns
  double[] row(Map<String, FeatureValue> values) throws ModelFailure {
    double[] row = new double[width()];
    for (Columns feature : columns) {
      fill(row, feature, values.get(feature.feature()));
    }
    return row;
  }

  private static void fill(double[] row, Columns at, @Nullable FeatureValue value)
      throws ModelFailure {
    switch (value) {
      case null -> Arrays.fill(row, at.start(), at.start() + at.width(), Double.NaN);
      case FeatureValue.Scalar(double number) when at.width() == 1 -> row[at.start()] = number;
      case FeatureValue.Vector vector when at.width() == vector.size() ->
          System.arraycopy(vector.numbers(), 0, row, at.start(), at.width());
      case FeatureValue.Scalar _ -> throw misfit(at, "one number");
      case FeatureValue.Vector vector -> throw misfit(at, "a list of %d".formatted(vector.size()));
      case FeatureValue.Text _ ->
          throw new ModelFailure("feature %s is no number".formatted(at.feature()));
    }
  }

  private static ModelFailure misfit(Columns at, String is) {
    return new ModelFailure(
        "feature %s is %s, but the model takes %d".formatted(at.feature(), is, at.width()));
  }
}
