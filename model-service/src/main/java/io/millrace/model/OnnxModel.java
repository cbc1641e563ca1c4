package io.millrace.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.millrace.contracts.FeatureValue;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// An ONNX model, run by ONNX Runtime on rows of doubles.
///
/// Invariant: it was found to fit its binding before it was first run. Threads may share it; it
/// must be closed only when none of them runs it any more.
public final class OnnxModel implements Closeable {
  /// How many rows are scored at once at most: with more, a row gets little cheaper, and the first
  /// waits long for the last.
  public static final int LARGEST_BATCH = 256;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelBinding binding;
  private final OnnxSignature signature;
  private final FeatureColumns columns;
  private final int width;
  private final Set<String> outputNames;
  private final String sha256;
  private final Queue<List<InputBuffer>> idleBuffers = new ConcurrentLinkedQueue<>();

  private OnnxModel(
      OrtSession session, ModelBinding binding, OnnxSignature signature, String sha256) {
    this.environment = OrtEnvironment.getEnvironment();
    this.session = session;
    this.binding = binding;
    this.signature = signature;
    this.columns = signature.columns();
    this.width = columns.width();
    this.outputNames = signature.outputNames();
    this.sha256 = sha256;
  }

  /// Loads a model from a file; throws [InvalidModel].
  public static OnnxModel load(Path file, ModelBinding binding) {
    try {
      OnnxInspection.requireSize(file.toString(), Files.size(file));
      return load(file.toString(), Files.readAllBytes(file), binding);
    } catch (IOException e) {
      throw new InvalidModel(
          "%s cannot be read (%s): check the path and its permissions".formatted(file, e), e);
    }
  }

  /// Loads a model from bytes, so that it cannot refer to other files; throws [InvalidModel].
  ///
  /// @param name what to call it in messages
  public static OnnxModel load(String name, byte[] onnx, ModelBinding binding) {
    OnnxInspection.inspect(name, onnx);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = options()) {
      OrtSession session = environment.createSession(onnx, options);
      try {
        OnnxSignature signature = OnnxSignature.of(name, session, binding);
        return new OnnxModel(session, binding, signature, sha256(onnx));
      } catch (InvalidModel | OrtException e) {
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
  /// and no memory pattern: with them memory grows with every new size of a batch. No warnings: one
  /// comes with every run where an exporter wrote a wrong shape for an output.
  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setMemoryPatternOptimization(false);
    options.setCPUArenaAllocator(false);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  /// The SHA-256 of the model's bytes, in hex.
  public String sha256() {
    return sha256;
  }

  /// Its inputs by name, each with its features.
  public Map<String, List<String>> inputs() {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    signature.inputs().forEach(input -> inputs.put(input.name(), input.features()));
    return inputs;
  }

  /// What it was loaded for.
  ModelBinding binding() {
    return binding;
  }

  /// Which columns of a row each feature fills.
  FeatureColumns columns() {
    return columns;
  }

  /// The row of an event's features; one that is not there is a missing value.
  ///
  /// @throws ModelFailure if a feature does not fit its columns
  public double[] row(Map<String, FeatureValue> features) throws ModelFailure {
    return columns.row(features);
  }

  /// Runs the model on rows of features.
  ///
  /// @param rows `[row][column]`, vectors laid out one number after another; NaN is a missing value
  /// @throws ModelFailure if the run fails; a row that has no usable outputs fails by itself
  public Scores score(double[][] rows) throws ModelFailure {
    for (double[] row : rows) {
      if (row.length != width) {
        throw new IllegalArgumentException(
            "a row has %d values, but the model takes %d".formatted(row.length, width));
      }
    }
    Scores scores = new Scores(rows.length, binding);
    if (rows.length > 0) {
      List<InputBuffer> idle = idleBuffers.poll();
      List<InputBuffer> buffers = idle == null ? buffers() : idle;
      try {
        run(rows, buffers, scores);
      } finally {
        idleBuffers.add(buffers);
      }
    }
    return scores;
  }

  private List<InputBuffer> buffers() {
    List<InputBuffer> buffers = new ArrayList<>();
    int start = 0;
    for (OnnxInput input : signature.inputs()) {
      buffers.add(new InputBuffer(input, columns, start));
      start += input.width();
    }
    return buffers;
  }

  private void run(double[][] rows, List<InputBuffer> buffers, Scores scores) throws ModelFailure {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (InputBuffer buffer : buffers) {
        tensors.put(buffer.input().name(), buffer.tensor(environment, rows, scores));
      }
      try (OrtSession.Result result = session.run(tensors, outputNames)) {
        for (int output = 0; output < signature.outputs().size(); output++) {
          OnnxOutput wanted = signature.outputs().get(output);
          wanted.read(result.get(wanted.wanted().output()).orElseThrow(), output, scores);
        }
      }
    } catch (OrtException e) {
      throw new ModelFailure("the run failed: " + e.getMessage(), e);
    } finally {
      OnnxValue.close(tensors);
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
