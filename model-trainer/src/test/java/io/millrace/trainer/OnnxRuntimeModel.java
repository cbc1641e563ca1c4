package io.millrace.trainer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/// Runs an exported model in ONNX Runtime, as model-service does.
public final class OnnxRuntimeModel implements ScoringModel {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  public OnnxRuntimeModel(byte[] onnx) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(onnx, options);
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public float[] score(float[][] rows) {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, rows);
        OrtSession.Result result = session.run(Map.of("features", input))) {
      float[][] column = (float[][]) result.get("score").orElseThrow().getValue();
      float[] scores = new float[column.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = column[i][0];
      }
      return scores;
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
