package io.millrace.cli;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.model.ModelBinding;
import io.millrace.model.ModelFailure;
import io.millrace.model.OnnxModel;
import io.millrace.model.Scores;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.ScoringModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Runs models for the trainer exactly as model-service runs them.
///
/// @param features that make a row
/// @param inputs the model's inputs by name, each with its features; empty where it tells by itself
/// @param output where its score is found
public record OnnxScoring(
    List<String> features, Map<String, List<String>> inputs, ModelOutput output)
    implements ScoringModels {
  private static final ModelOutput SCORE = new ModelOutput("score", 0);

  /// For models whose score has the name that trained ones give it.
  OnnxScoring(List<String> features, Map<String, List<String>> inputs) {
    this(features, inputs, SCORE);
  }

  /// For the models of a pipeline.
  public static OnnxScoring of(ModelDefinition model) {
    return new OnnxScoring(
        model.features(), model.inputs(), model.outputs().getOrDefault(Assessment.SCORE, SCORE));
  }

  @Override
  public ScoringModel load(byte[] onnx) {
    ModelBinding binding = ModelBinding.ofNumbers(features, inputs, List.of(output));
    return new Loaded(OnnxModel.load("the model", onnx, binding));
  }

  private record Loaded(OnnxModel model) implements ScoringModel {

    @Override
    public float[] score(float[][] rows) {
      float[] scores = new float[rows.length];
      try {
        for (int start = 0; start < rows.length; start += OnnxModel.LARGEST_BATCH) {
          score(rows, start, Math.min(OnnxModel.LARGEST_BATCH, rows.length - start), scores);
        }
        return scores;
      } catch (ModelFailure e) {
        throw new CommandFailure("the model cannot be run: " + e.getMessage(), e);
      }
    }

    private void score(float[][] rows, int start, int count, float[] scores) throws ModelFailure {
      double[][] batch = new double[count][];
      for (int i = 0; i < count; i++) {
        batch[i] = doubles(rows[start + i]);
      }
      Scores answers = model.score(batch);
      for (int i = 0; i < count; i++) {
        scores[start + i] = (float) answers.row(i)[0];
      }
    }

    private static double[] doubles(float[] floats) {
      double[] doubles = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        doubles[i] = floats[i];
      }
      return doubles;
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
