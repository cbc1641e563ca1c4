package io.millrace.benchmarks;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Random;

/// The network of the Crayfish benchmark: an image of 28 x 28 pixels, three hidden layers of 32
/// with ReLU, ten classes; 28 thousand parameters, here random ones.
///
/// Input `pixels`, floats of shape (rows, 784); output `scores`, floats of shape (rows, 10).
public final class ImageNetwork {
  public static final int PIXELS = 28 * 28;

  private static final int[] LAYERS = {32, 32, 32, 10};
  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;
  private static final String INPUT = "pixels";
  private static final String OUTPUT = "scores";

  /// Small enough for sums of pixels from 0 to 255 to stay small.
  private static final double WEIGHTS = 0.01;

  private final Random random = new Random(1);
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("images");

  private ImageNetwork() {}

  /// The network as an ONNX file; always the same.
  public static byte[] onnx() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("millrace")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(new ImageNetwork().layers())
        .build()
        .toByteArray();
  }

  private GraphProto layers() {
    String in = INPUT;
    int width = PIXELS;
    for (int layer = 0; layer < LAYERS.length; layer++) {
      boolean isLast = layer == LAYERS.length - 1;
      String sum = isLast ? OUTPUT : "sum" + layer;
      node(
          "Gemm",
          sum,
          in,
          weights("weights" + layer, width, LAYERS[layer]),
          weights("bias" + layer, LAYERS[layer]));
      if (!isLast) {
        in = "hidden" + layer;
        node("Relu", in, sum);
      }
      width = LAYERS[layer];
    }
    return graph.addInput(floats(INPUT, PIXELS)).addOutput(floats(OUTPUT, width)).build();
  }

  private void node(String operator, String output, String... inputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).setName(output);
    for (String input : inputs) {
      node.addInput(input);
    }
    graph.addNode(node.addOutput(output));
  }

  private String weights(String name, int... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
    int size = 1;
    for (int length : shape) {
      tensor.addDims(length);
      size *= length;
    }
    for (int i = 0; i < size; i++) {
      tensor.addFloatData((float) (WEIGHTS * random.nextGaussian()));
    }
    graph.addInitializer(tensor);
    return name;
  }

  private static ValueInfoProto floats(String name, int width) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width))
            .build();
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT_VALUE)
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
