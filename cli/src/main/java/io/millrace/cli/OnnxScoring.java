package io.millrace.cli;

import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.model.ModelFailure;
import io.millrace.model.OnnxModel;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.ScoringModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Runs models for the trainer exactly as model-service runs them.
///
/// @param columns how many features make a row
record OnnxScoring(int columns) implements ScoringModels {
  private static final ModelOutput SCORE = new ModelOutput("score", 0);

  @Override
  public ScoringModel load(byte[] onnx) {
    return new Loaded(OnnxModel.load("the model", onnx, columns, List.of(SCORE)));
  }

  private record Loaded(OnnxModel model) implements ScoringModel {

    @Override
    public float[] score(float[][] rows) {
      try {
        float[][] outputs = model.score(rows);
        float[] scores = new float[outputs.length];
        for (int row = 0; row < scores.length; row++) {
          scores[row] = outputs[row][0];
        }
        return scores;
      } catch (ModelFailure e) {
        throw new CommandFailure("the model cannot be run: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      try {
        model.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
