package io.millrace.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes into a model and what is taken of what comes out.
///
/// @param input the name of its input
/// @param columns how many values make a row of it
/// @param outputs where the wanted numbers are found
record OnnxSignature(String input, int columns, List<ModelOutput> outputs) {

  OnnxSignature {
    outputs = List.copyOf(outputs);
  }

  /// The signature of a loaded model; throws [InvalidModel] if columns or outputs do not fit it.
  static OnnxSignature of(String model, OrtSession session, int columns, List<ModelOutput> outputs)
      throws OrtException {
    String input = input(model, session.getInputInfo(), columns);
    for (ModelOutput output : outputs) {
      check(model, output, session.getOutputInfo());
    }
    return new OnnxSignature(input, columns, outputs);
  }

  private static String input(String model, Map<String, NodeInfo> inputs, int columns) {
    if (inputs.size() != 1) {
      throw new InvalidModel(
          ("%s has the inputs %s: "
                  + "export it with one input of shape [None, %d] that takes all features")
              .formatted(model, inputs.keySet(), columns));
    }
    NodeInfo input = inputs.values().iterator().next();
    TensorInfo tensor = tensor(input);
    if (tensor == null || tensor.type != OnnxJavaType.FLOAT || !takesRows(tensor, columns)) {
      throw new InvalidModel(
          ("%s has the input %s, but its %d features need float32 of shape [None, %d]: "
                  + "export it with such an input, or list the features it was trained with")
              .formatted(model, describe(input), columns, columns));
    }
    return input.getName();
  }

  private static boolean takesRows(TensorInfo tensor, int columns) {
    long[] shape = tensor.getShape();
    return shape.length == 2 && shape[0] < 0 && (shape[1] < 0 || shape[1] == columns);
  }

  private static void check(String model, ModelOutput wanted, Map<String, NodeInfo> outputs) {
    NodeInfo output = outputs.get(wanted.output());
    if (output == null) {
      throw new InvalidModel(
          "%s has no output '%s': take one of %s"
              .formatted(model, wanted.output(), outputs.keySet()));
    }
    TensorInfo tensor = tensor(output);
    if (tensor == null) {
      throw new InvalidModel(
          ("%s has the output %s, which is no tensor: "
                  + "export it without zipmap (skl2onnx: options={'zipmap': False})")
              .formatted(model, describe(output)));
    }
    if (tensor.type != OnnxJavaType.FLOAT || !hasColumn(tensor, wanted.column())) {
      throw new InvalidModel(
          "%s has the output %s: for %s[%d] it must be float32 of shape [None, more than %d]"
              .formatted(
                  model, describe(output), wanted.output(), wanted.column(), wanted.column()));
    }
  }

  private static boolean hasColumn(TensorInfo tensor, int column) {
    long[] shape = tensor.getShape();
    return switch (shape.length) {
      case 1 -> column == 0;
      case 2 -> shape[1] < 0 || column < shape[1];
      default -> false;
    };
  }

  private static @Nullable TensorInfo tensor(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor ? tensor : null;
  }

  private static String describe(NodeInfo node) {
    TensorInfo tensor = tensor(node);
    return tensor == null
        ? "'%s' (%s)".formatted(node.getName(), node.getInfo().getClass().getSimpleName())
        : "'%s' (%s %s)".formatted(node.getName(), tensor.type, Arrays.toString(tensor.getShape()));
  }
}
