package io.millrace.trainer;

import io.millrace.contracts.release.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// The rows of a table in primitive arrays that grow: about 80 bytes for a row of fifteen features,
/// so that millions fit into a small heap.
final class TableColumns {
  static final byte UNKNOWN = -1;

  private final int width;
  private final int[][] entities;
  private float[] values;
  private int[] days;
  private byte[] labels;
  private float[] weights;
  private int rows;

  TableColumns(int width, int entityColumns) {
    int capacity = 1024;
    this.width = width;
    entities = new int[entityColumns][capacity];
    values = new float[width * capacity];
    days = new int[capacity];
    labels = new byte[capacity];
    weights = new float[capacity];
  }

  /// Adds a row, copying the arrays; an entity is the number of its id within its column.
  void add(int epochDay, float[] features, byte label, int[] entityNumbers) {
    add(epochDay, features, label, 1, entityNumbers);
  }

  /// The same for a row that stands for as many as its weight says.
  void add(int epochDay, float[] features, byte label, float weight, int[] entityNumbers) {
    if (rows == days.length) {
      grow();
    }
    System.arraycopy(features, 0, values, rows * width, width);
    days[rows] = epochDay;
    labels[rows] = label;
    weights[rows] = weight;
    for (int i = 0; i < entities.length; i++) {
      entities[i][rows] = entityNumbers[i];
    }
    rows++;
  }

  int rows() {
    return rows;
  }

  int day(int row) {
    return days[row];
  }

  /// 1, 0 or [#UNKNOWN].
  byte label(int row) {
    return labels[row];
  }

  float weight(int row) {
    return weights[row];
  }

  int entity(int column, int row) {
    return entities[column][row];
  }

  float value(int row, int feature) {
    return values[row * width + feature];
  }

  void copyRow(int row, float[] target, int offset) {
    System.arraycopy(values, row * width, target, offset, width);
  }

  /// The digest of all rows, in hex.
  String sha256() {
    MessageDigest digest = Sha256.newDigest();
    ByteBuffer row = ByteBuffer.allocate(Integer.BYTES * (width + 3 + entities.length));
    for (int i = 0; i < rows; i++) {
      row.clear().putInt(days[i]).putInt(labels[i]).putFloat(weights[i]);
      for (int[] column : entities) {
        row.putInt(column[i]);
      }
      row.asFloatBuffer().put(values, i * width, width);
      digest.update(row.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void grow() {
    int capacity = rows + rows / 2;
    values = Arrays.copyOf(values, Math.multiplyExact(width, capacity));
    days = Arrays.copyOf(days, capacity);
    labels = Arrays.copyOf(labels, capacity);
    weights = Arrays.copyOf(weights, capacity);
    for (int i = 0; i < entities.length; i++) {
      entities[i] = Arrays.copyOf(entities[i], capacity);
    }
  }
}
