package io.millrace.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// An ONNX model with one input `[None, n]` of float32 and outputs of float32, run by ONNX Runtime.
///
/// Invariant: it was found to fit its columns and outputs before it was first run. Threads may
/// share it; it must be closed only when none of them runs it any more.
public final class OnnxModel implements Closeable {
  private static final long MAX_BYTES = 100L << 20;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OnnxSignature signature;
  private final String sha256;

  private OnnxModel(
      OrtEnvironment environment, OrtSession session, OnnxSignature signature, String sha256) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
    this.sha256 = sha256;
  }

  /// Loads a model from a file; throws [InvalidModel].
  ///
  /// @param columns how many features make a row of its input
  /// @param outputs the numbers to take of its outputs
  public static OnnxModel load(Path file, int columns, List<ModelOutput> outputs) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new InvalidModel(
            "%s has %d MB: a model may have at most %d MB"
                .formatted(file, size >> 20, MAX_BYTES >> 20));
      }
      return load(file.toString(), Files.readAllBytes(file), columns, outputs);
    } catch (IOException e) {
      throw new InvalidModel(
          "%s cannot be read (%s): check the path and its permissions".formatted(file, e), e);
    }
  }

  /// Loads a model from bytes, so that it cannot refer to other files; throws [InvalidModel].
  ///
  /// @param name what to call it in messages
  public static OnnxModel load(String name, byte[] onnx, int columns, List<ModelOutput> outputs) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = options()) {
      OrtSession session = environment.createSession(onnx, options);
      try {
        OnnxSignature signature = OnnxSignature.of(name, session, columns, outputs);
        return new OnnxModel(environment, session, signature, sha256(onnx));
      } catch (InvalidModel e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new InvalidModel(
          ("%s is no model that ONNX Runtime can load: %s. "
                  + "Export it again, whole, in one file and with the standard operators")
              .formatted(name, e.getMessage()),
          e);
    }
  }

  /// One thread for each run: with two, the same row gives other bits in another batch. No arena
  /// and no memory pattern: with them memory grows with every new size of a batch.
  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setMemoryPatternOptimization(false);
    options.setCPUArenaAllocator(false);
    return options;
  }

  /// The SHA-256 of the model's bytes, in hex.
  public String sha256() {
    return sha256;
  }

  /// The name of its input.
  public String inputName() {
    return signature.input();
  }

  /// Runs the model on rows of features.
  ///
  /// @param rows `[row][feature]`; NaN is a missing value
  /// @return `[row][output]`, the outputs in the order in which they were asked for
  /// @throws ModelFailure if the run fails or an output is not finite
  public float[][] score(float[][] rows) throws ModelFailure {
    long[] shape = {rows.length, signature.columns()};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, flat(rows), shape);
        OrtSession.Result result = session.run(Map.of(signature.input(), input), outputNames())) {
      float[][] scores = new float[rows.length][signature.outputs().size()];
      for (int output = 0; output < signature.outputs().size(); output++) {
        copy(result, output, scores);
      }
      return scores;
    } catch (OrtException e) {
      throw new ModelFailure("the run failed: " + e.getMessage(), e);
    }
  }

  private FloatBuffer flat(float[][] rows) {
    FloatBuffer flat = FloatBuffer.allocate(rows.length * signature.columns());
    for (float[] row : rows) {
      if (row.length != signature.columns()) {
        throw new IllegalArgumentException(
            "a row has %d values, but the model takes %d"
                .formatted(row.length, signature.columns()));
      }
      flat.put(row);
    }
    return flat.flip();
  }

  private Set<String> outputNames() {
    return signature.outputs().stream().map(ModelOutput::output).collect(Collectors.toSet());
  }

  private void copy(OrtSession.Result result, int output, float[][] scores) throws ModelFailure {
    ModelOutput wanted = signature.outputs().get(output);
    OnnxValue value = result.get(wanted.output()).orElseThrow();
    FloatBuffer values = ((OnnxTensor) value).getFloatBuffer();
    int width = values.remaining() / scores.length;
    if (width * scores.length != values.remaining() || wanted.column() >= width) {
      throw new ModelFailure(
          "output %s has %d values for %d rows"
              .formatted(wanted.output(), values.remaining(), scores.length));
    }
    for (int row = 0; row < scores.length; row++) {
      float score = values.get(row * width + wanted.column());
      if (!Float.isFinite(score)) {
        throw new ModelFailure("output %s is %s".formatted(wanted.output(), score));
      }
      scores[row][output] = score;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IOException("closing the model failed", e);
    }
  }
}
