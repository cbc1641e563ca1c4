package io.millrace.model;

import ai.onnxruntime.OnnxJavaType;
import java.util.Optional;

/// The numbers that go into models and come out of them.
enum NumberType {
  FLOAT32(Float.BYTES),
  FLOAT64(Double.BYTES),
  INT64(Long.BYTES);

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  static Optional<NumberType> of(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> Optional.of(FLOAT32);
      case DOUBLE -> Optional.of(FLOAT64);
      case INT64 -> Optional.of(INT64);
      default -> Optional.empty();
    };
  }
}
