package io.millrace.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/// Direct memory that rows are laid out in for one input, used again from run to run: ONNX Runtime
/// reads it where it lies.
///
/// Invariant: one run uses it at a time, and closes its tensor before the next.
final class InputBuffer {
  private final OnnxInput input;
  private final FeatureColumns columns;
  private final int start;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private float[] narrowed = {};

  /// @param start the first column of a row that the input takes
  InputBuffer(OnnxInput input, FeatureColumns columns, int start) {
    this.input = input;
    this.columns = columns;
    this.start = start;
  }

  OnnxInput input() {
    return input;
  }

  /// The tensor of some rows. A row with a value that the input cannot take is failed in `scores`.
  OnnxTensor tensor(OrtEnvironment environment, double[][] rows, Scores scores)
      throws OrtException {
    int width = input.width();
    int bytes = Math.multiplyExact(Math.multiplyExact(rows.length, width), input.type().bytes());
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    memory.clear().limit(bytes);
    long[] shape = input.shape(rows.length);
    return switch (input.type()) {
      case FLOAT32 -> OnnxTensor.createTensor(environment, floats(rows, width), shape);
      case FLOAT64 -> OnnxTensor.createTensor(environment, doubles(rows, width), shape);
      case INT64 -> OnnxTensor.createTensor(environment, longs(rows, width, scores), shape);
    };
  }

  /// By way of an array: a loop over arrays is several times as fast as one over a direct buffer.
  private FloatBuffer floats(double[][] rows, int width) {
    int size = rows.length * width;
    if (narrowed.length < size) {
      narrowed = new float[size];
    }
    for (int row = 0; row < rows.length; row++) {
      double[] values = rows[row];
      int at = row * width;
      for (int i = 0; i < width; i++) {
        narrowed[at + i] = (float) values[start + i];
      }
    }
    return memory.asFloatBuffer().put(narrowed, 0, size).flip();
  }

  private DoubleBuffer doubles(double[][] rows, int width) {
    DoubleBuffer doubles = memory.asDoubleBuffer();
    for (double[] row : rows) {
      doubles.put(row, start, width);
    }
    return doubles.flip();
  }

  private LongBuffer longs(double[][] rows, int width, Scores scores) {
    LongBuffer longs = memory.asLongBuffer();
    for (int row = 0; row < rows.length; row++) {
      for (int column = start; column < start + width; column++) {
        double value = rows[row][column];
        if ((long) value != value) {
          scores.fail(
              row,
              "feature %s is %s, but the model takes whole numbers"
                  .formatted(columns.featureAt(column), value));
        }
        longs.put((long) value);
      }
    }
    return longs.flip();
  }
}
