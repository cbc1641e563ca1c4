package io.millrace.model;

import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.model.FeatureColumns.Columns;
import java.util.List;
import java.util.Random;

/// Rows to try a model on before it sees an event.
final class ReferenceRows {
  private static final int RANDOM_ROWS = 37;

  private ReferenceRows() {}

  /// A row for each level of the quantiles: the values of all features at that level; 0 where a
  /// feature has none.
  static double[][] of(Quantiles quantiles, FeatureColumns columns) {
    int levels = quantiles.features().values().stream().mapToInt(List::size).max().orElse(0);
    double[][] rows = new double[levels][columns.width()];
    for (Columns feature : columns.columns()) {
      List<Double> values = quantiles.features().getOrDefault(feature.feature(), List.of());
      if (feature.width() == 1) {
        for (int level = 0; level < values.size(); level++) {
          rows[level][feature.start()] = values.get(level);
        }
      }
    }
    return rows;
  }

  /// The same rows every time: numbers from 0 to 1, in every third row whole ones.
  static double[][] random(int width) {
    Random random = new Random(1);
    double[][] rows = new double[RANDOM_ROWS][width];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < width; column++) {
        rows[row][column] = row % 3 == 0 ? random.nextInt(2) : random.nextDouble();
      }
    }
    return rows;
  }
}
