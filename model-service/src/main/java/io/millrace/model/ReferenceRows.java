package io.millrace.model;

import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.model.FeatureColumns.Columns;
import java.util.List;

/// Rows to try a model on before it sees an event.
final class ReferenceRows {
  private static final int SPREAD_ROWS = 37;

  /// Its multiples modulo 1 are spread evenly, however many are taken.
  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

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

  /// Rows of numbers spread evenly from 0 to 1, in every third row whole ones.
  static double[][] spread(int width) {
    double[][] rows = new double[SPREAD_ROWS][width];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < width; column++) {
        double number = (row * (double) width + column) * GOLDEN_RATIO % 1;
        rows[row][column] = row % 3 == 0 ? Math.rint(number) : number;
      }
    }
    return rows;
  }
}
