package io.millrace.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import io.millrace.model.ModelBinding.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One input of a model, filled from neighbouring columns of a row.
///
/// @param name its name
/// @param features the features that fill it
/// @param widths how many columns each of them fills
/// @param type what its numbers are
/// @param shape of one row of it, such as `[1, 28, 28]`; empty for a single number
record OnnxInput(
    String name, List<String> features, List<Integer> widths, NumberType type, List<Long> shape) {

  /// As many numbers as a record of 2 MB can hold at most, and more than that.
  private static final int MAX_WIDTH = 1 << 20;

  OnnxInput {
    features = List.copyOf(features);
    widths = List.copyOf(widths);
    shape = List.copyOf(shape);
  }

  /// Fits features to an input. Throws [InvalidModel] if they cannot fill it.
  static OnnxInput of(String model, NodeInfo node, List<Feature> features) {
    TensorInfo tensor = tensor(model, node);
    NumberType type =
        NumberType.of(tensor.type)
            .orElseThrow(() ->
                new InvalidModel(
                    "%s has the input %s: export it with float32, float64 or int64"
                        .formatted(model, OnnxSignature.describe(node))));
    long[] shape = tensor.getShape();
    long open = Arrays.stream(shape).skip(1).filter(size -> size < 0).count();
    if (shape.length == 0 || shape[0] >= 0 || open > 1) {
      throw new InvalidModel(
          ("%s has the input %s, which does not take any number of rows of one width: "
                  + "export it with a first dimension that is dynamic, and no other")
              .formatted(model, OnnxSignature.describe(node)));
    }
    long fixed = product(shape);
    List<Integer> widths = open == 0 ? fixedWidths(features, fixed) : declaredWidths(features);
    long width = widths.stream().mapToLong(Integer::longValue).sum();
    if (fixed == 0
        || fixed > MAX_WIDTH
        || widths.contains(0)
        || width % fixed != 0
        || (open == 0 && width != fixed)) {
      throw misfit(model, node, features, width);
    }
    return new OnnxInput(
        node.getName(),
        features.stream().map(Feature::name).toList(),
        widths,
        type,
        Arrays.stream(shape).skip(1).map(size -> size < 0 ? width / fixed : size).boxed().toList());
  }

  private static TensorInfo tensor(String model, NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new InvalidModel(
        "%s has the input %s, which is no tensor: export it with tensors as inputs"
            .formatted(model, OnnxSignature.describe(node)));
  }

  /// Of the sizes that are known, without the rows; above [#MAX_WIDTH] where it is too large.
  private static long product(long[] shape) {
    return Arrays.stream(shape)
        .skip(1)
        .filter(size -> size >= 0)
        .reduce(1, (a, b) -> Math.min(a, MAX_WIDTH + 1L) * Math.min(b, MAX_WIDTH + 1L));
  }

  /// The one vector among the features fills what the numbers leave.
  private static List<Integer> fixedWidths(List<Feature> features, long fixed) {
    if (features.stream().filter(Feature::vector).count() != 1) {
      return declaredWidths(features);
    }
    int left = Math.clamp(fixed - (features.size() - 1L), 0, MAX_WIDTH);
    List<Integer> widths = new ArrayList<>();
    for (Feature feature : features) {
      widths.add(feature.vector() ? left : 1);
    }
    return widths;
  }

  private static List<Integer> declaredWidths(List<Feature> features) {
    return features.stream().map(Feature::width).toList();
  }

  private static InvalidModel misfit(
      String model, NodeInfo node, List<Feature> features, long width) {
    return new InvalidModel(
        ("%s has the input %s, but its %d features fill %d columns: list the features it was "
                + "trained with, or export it with an input of shape [None, %d]")
            .formatted(model, OnnxSignature.describe(node), features.size(), width, width));
  }

  /// How many numbers one row of it has.
  int width() {
    return widths.stream().mapToInt(Integer::intValue).sum();
  }

  /// The shape of some rows.
  long[] shape(int rows) {
    long[] all = new long[shape.size() + 1];
    all[0] = rows;
    for (int i = 1; i < all.length; i++) {
      all[i] = shape.get(i - 1);
    }
    return all;
  }
}
