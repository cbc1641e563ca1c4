package io.millrace.trainer;

/// Scores many examples in batches of a bounded size.
final class BatchScoring {
  private static final int BATCH = 1024;

  private BatchScoring() {}

  static float[] score(ScoringModel model, Examples examples) {
    float[] scores = new float[examples.size()];
    for (int from = 0; from < scores.length; from += BATCH) {
      float[][] rows = new float[Math.min(BATCH, scores.length - from)][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = examples.row(from + i);
      }
      float[] batch = model.score(rows);
      if (batch.length != rows.length) {
        throw new TrainerFailure(
            "the model gives %d scores for %d rows: it should give one for each"
                .formatted(batch.length, rows.length));
      }
      System.arraycopy(batch, 0, scores, from, batch.length);
    }
    return scores;
  }
}
