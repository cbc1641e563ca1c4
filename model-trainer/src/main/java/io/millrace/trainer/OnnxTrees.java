package io.millrace.trainer;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/// Boosted trees as an ONNX model: the sigmoid of the sum of one leaf of each tree.
///
/// Input `features`, floats of shape (rows, features); output `score`, floats of shape (rows, 1).
/// The same trees give the same bytes.
///
/// Operators:
/// [TreeEnsembleRegressor](https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsembleRegressor.html)
/// of `ai.onnx.ml` 3, `Sigmoid` of `ai.onnx` 13.
final class OnnxTrees {
  static final String INPUT = "features";
  static final String OUTPUT = "score";

  private static final String SUM = "sum_of_leaves";
  private static final int IR_VERSION = 8;
  private static final int ONNX_OPSET = 13;
  private static final int ML_OPSET = 3;

  private OnnxTrees() {}

  static byte[] export(List<Tree> trees, int features) {
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("boosted_trees")
            .addInput(floats(INPUT, features))
            .addOutput(floats(OUTPUT, 1))
            .addNode(ensemble(trees))
            .addNode(
                NodeProto.newBuilder()
                    .setName("sigmoid")
                    .setOpType("Sigmoid")
                    .addInput(SUM)
                    .addOutput(OUTPUT))
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("millrace")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(ONNX_OPSET))
        .addOpsetImport(
            OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(ML_OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static NodeProto ensemble(List<Tree> trees) {
    TreeAttributes attributes = new TreeAttributes();
    trees.forEach(attributes::add);
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName("trees")
            .setDomain("ai.onnx.ml")
            .setOpType("TreeEnsembleRegressor")
            .addInput(INPUT)
            .addOutput(SUM);
    for (AttributeProto attribute : attributes.toAttributes()) {
      node.addAttribute(attribute);
    }
    return node.build();
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
