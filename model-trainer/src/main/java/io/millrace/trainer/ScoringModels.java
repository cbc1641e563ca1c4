package io.millrace.trainer;

/// The runtime that loads ONNX models; the caller of the trainer brings one.
@FunctionalInterface
public interface ScoringModels {

  /// Loads the bytes of an ONNX file. The caller closes the model.
  ScoringModel load(byte[] onnx);
}
