package io.millrace.trainer;

import io.millrace.contracts.ModelCard.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Labelled rows of a [FeatureTable]: what a model learns from or is judged on.
public final class Examples {
  private final FeatureTable table;
  private final DayRange days;
  private final int[] rows;

  Examples(FeatureTable table, DayRange days, int[] rows) {
    this.table = table;
    this.days = days;
    this.rows = rows;
  }

  /// The rows of several tests of one table, one test after the other; there must be a test.
  static Examples together(List<Examples> tests) {
    DayRange days = new DayRange(tests.getFirst().days.from(), tests.getLast().days.to());
    int[] rows = tests.stream().flatMapToInt(test -> Arrays.stream(test.rows)).toArray();
    return new Examples(tests.getFirst().table, days, rows);
  }

  public int size() {
    return rows.length;
  }

  /// How many are labelled 1.
  public int positives() {
    int positives = 0;
    for (int row : rows) {
      positives += table.columns().label(row);
    }
    return positives;
  }

  boolean isPositive(int example) {
    return table.columns().label(rows[example]) == 1;
  }

  int day(int example) {
    return table.columns().day(rows[example]);
  }

  int entity(int column, int example) {
    return table.columns().entity(column, rows[example]);
  }

  float value(int example, int feature) {
    return table.columns().value(rows[example], feature);
  }

  int width() {
    return table.features().size();
  }

  FeatureTable table() {
    return table;
  }

  /// One example's features, a copy.
  float[] row(int example) {
    float[] row = new float[width()];
    table.columns().copyRow(rows[example], row, 0);
    return row;
  }

  /// Every example's features, row after row, a copy.
  float[] values() {
    int width = width();
    float[] values = new float[Math.multiplyExact(width, rows.length)];
    for (int i = 0; i < rows.length; i++) {
      table.columns().copyRow(rows[i], values, i * width);
    }
    return values;
  }

  float[] labels() {
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = table.columns().label(rows[i]);
    }
    return labels;
  }

  float[] weights() {
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weights[i] = table.columns().weight(rows[i]);
    }
    return weights;
  }

  /// What scores, one for each example, say of them.
  Ranking ranked(float[] scores) {
    double[] counts = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      counts[i] = table.columns().weight(rows[i]);
    }
    return Ranking.of(scores, truth(), counts);
  }

  boolean[] truth() {
    boolean[] truth = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      truth[i] = isPositive(i);
    }
    return truth;
  }

  Examples without(IntPredicate dropped) {
    int[] kept = new int[rows.length];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!dropped.test(i)) {
        kept[count++] = rows[i];
      }
    }
    return new Examples(table, days, Arrays.copyOf(kept, count));
  }

  Dataset dataset() {
    return new Dataset(
        table.file(), table.offsets(), table.sha256(), days.from(), days.to(), size(), positives());
  }
}
