package io.millrace.trainer;

import java.util.List;

/// An exported model beside the trained one, row by row.
///
/// @param rows how many were compared
/// @param maxDifference the greatest distance of two scores of one row
record ExportCheck(int rows, float maxDifference) {

  static ExportCheck run(byte[] onnx, ScoringModels runtime, List<ScoredExamples> scored) {
    int rows = 0;
    float maxDifference = 0;
    try (ScoringModel exported = runtime.load(onnx)) {
      for (ScoredExamples part : scored) {
        float[] scores = BatchScoring.score(exported, part.examples());
        for (int i = 0; i < scores.length; i++) {
          maxDifference = Math.max(maxDifference, Math.abs(scores[i] - part.score(i)));
        }
        rows += scores.length;
      }
    }
    return new ExportCheck(rows, maxDifference);
  }

  /// Throws a [TrainerFailure] where a score is too far off, or not a number.
  void requireWithin(float tolerance) {
    if (!(maxDifference <= tolerance)) {
      throw new TrainerFailure(
          "the exported model differs from the trained one by up to %s in %d rows, more than %s: do not use it, and report this with the features file"
              .formatted(maxDifference, rows, tolerance));
    }
  }
}
