package io.millrace.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

/// Small ONNX models, sound ones and others.
final class OnnxFixtures {
  private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
  private static final int INT64 = TensorProto.DataType.INT64_VALUE;

  private OnnxFixtures() {}

  /// `score` = features · weights + bias.
  static byte[] linear(float bias, float... weights) {
    return bytes(
        linearGraph(bias, weights)
            .addInput(tensor("features", FLOAT, weights.length))
            .addOutput(tensor("score", FLOAT, 1)));
  }

  /// `score` = log(features · weights + bias), which is NaN where that is negative.
  static byte[] logarithm(float bias, float... weights) {
    GraphProto.Builder graph = linearGraph(bias, weights);
    graph.setNode(0, graph.getNode(0).toBuilder().setOutput(0, "sum"));
    return bytes(
        graph
            .addNode(node("Log", "sum", "score"))
            .addInput(tensor("features", FLOAT, weights.length))
            .addOutput(tensor("score", FLOAT, 1)));
  }

  /// `probabilities` = (features · weights) twice, the second the greater by one.
  static byte[] twoColumns(float... weights) {
    TensorProto.Builder matrix = floats("weights", weights.length, 2);
    for (float weight : weights) {
      matrix.addFloatData(weight).addFloatData(weight);
    }
    return bytes(
        GraphProto.newBuilder()
            .addNode(node("Gemm", "features", "weights", "bias", "probabilities"))
            .addInitializer(matrix)
            .addInitializer(floats("bias", 2).addFloatData(0).addFloatData(1))
            .addInput(tensor("features", FLOAT, weights.length))
            .addOutput(tensor("probabilities", FLOAT, 2)));
  }

  /// `score` = the size of a whole number, in int64.
  static byte[] whole() {
    return bytes(
        GraphProto.newBuilder()
            .addNode(node("Abs", "features", "score"))
            .addInput(tensor("features", INT64, 1))
            .addOutput(tensor("score", INT64, 1)));
  }

  /// `score` = risk - amount, each an input of its own.
  static byte[] twoInputs() {
    return bytes(
        GraphProto.newBuilder()
            .addNode(node("Sub", "risk", "amount", "score"))
            .addInput(tensor("amount", FLOAT, 1))
            .addInput(tensor("risk", FLOAT, 1))
            .addOutput(tensor("score", FLOAT, 1)));
  }

  /// A classifier whose probabilities come as one map for each row.
  static byte[] zipmap() {
    TypeProto.Map map =
        TypeProto.Map.newBuilder()
            .setKeyType(INT64)
            .setValueType(TypeProto.newBuilder().setTensorType(tensorType(FLOAT)))
            .build();
    TypeProto maps =
        TypeProto.newBuilder()
            .setSequenceType(
                TypeProto.Sequence.newBuilder().setElemType(TypeProto.newBuilder().setMapType(map)))
            .build();
    NodeProto.Builder node =
        node("ZipMap", "features", "probabilities")
            .setDomain("ai.onnx.ml")
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("classlabels_int64s")
                    .setType(AttributeProto.AttributeType.INTS)
                    .addInts(0)
                    .addInts(1));
    return bytes(
        GraphProto.newBuilder()
            .addNode(node)
            .addInput(tensor("features", FLOAT, 2))
            .addOutput(ValueInfoProto.newBuilder().setName("probabilities").setType(maps)));
  }

  /// `score` = the brightest of a picture's pixels.
  static byte[] pictures(int height, int width) {
    ValueInfoProto.Builder input = tensor("pixels", FLOAT, 1);
    input
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(height))
        .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
    return bytes(
        GraphProto.newBuilder()
            .addNode(greatest("pixels", "score", 2, 3).addAttribute(dropsAxes()))
            .addInput(input)
            .addOutput(tensor("score", FLOAT, 1)));
  }

  /// `score` = feature minus the greatest of the batch.
  static byte[] rowsThatKnowEachOther() {
    return bytes(
        GraphProto.newBuilder()
            .addNode(greatest("features", "all", 0))
            .addNode(node("Sub", "features", "all", "score"))
            .addInput(tensor("features", FLOAT, 1))
            .addOutput(tensor("score", FLOAT, 1)));
  }

  /// `score` = the greatest feature of the batch, one number however many rows there are.
  static byte[] oneScoreForAllRows() {
    return bytes(
        GraphProto.newBuilder()
            .addNode(greatest("features", "score", 0))
            .addInput(tensor("features", FLOAT, 1))
            .addOutput(tensor("score", FLOAT, 1)));
  }

  /// `score` = 10 for 0, 11 for 1; the run fails where any row is another number.
  static byte[] lookup() {
    return bytes(
        GraphProto.newBuilder()
            .addNode(node("Gather", "table", "features", "score"))
            .addInitializer(floats("table", 2).addFloatData(10).addFloatData(11))
            .addInput(tensor("features", INT64, 1))
            .addOutput(tensor("score", FLOAT, 1)));
  }

  /// `score` = noise.
  static byte[] noise() {
    return bytes(
        GraphProto.newBuilder()
            .addNode(node("RandomUniformLike", "features", "score"))
            .addInput(tensor("features", FLOAT, 1))
            .addOutput(tensor("score", FLOAT, 1)));
  }

  /// `score` = features · weights, by a function that the model defines itself.
  static byte[] ownFunction() {
    GraphProto.Builder graph = linearGraph(0, 1, 1);
    graph.setNode(0, graph.getNode(0).toBuilder().setOpType("Mine").setDomain("com.example"));
    FunctionProto function =
        FunctionProto.newBuilder()
            .setName("Mine")
            .setDomain("com.example")
            .addInput("x")
            .addInput("w")
            .addInput("b")
            .addOutput("y")
            .addNode(node("Gemm", "x", "w", "b", "y"))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
            .build();
    graph.addInput(tensor("features", FLOAT, 2)).addOutput(tensor("score", FLOAT, 1));
    return model(graph).addFunctions(function).build().toByteArray();
  }

  /// Loads a model as ONNX Runtime alone would.
  static void loadUninspected(byte[] onnx) throws OrtException {
    OrtEnvironment.getEnvironment().createSession(onnx).close();
  }

  /// A model with an operator that no one but its maker knows.
  static byte[] unknownDomain() {
    return bytes(
        GraphProto.newBuilder()
            .addNode(node("Guess", "features", "score").setDomain("com.example"))
            .addInput(tensor("features", FLOAT, 1))
            .addOutput(tensor("score", FLOAT, 1)));
  }

  private static GraphProto.Builder linearGraph(float bias, float... weights) {
    TensorProto.Builder matrix = floats("weights", weights.length, 1);
    for (float weight : weights) {
      matrix.addFloatData(weight);
    }
    return GraphProto.newBuilder()
        .addNode(node("Gemm", "features", "weights", "bias", "score"))
        .addInitializer(matrix)
        .addInitializer(floats("bias", 1).addFloatData(bias));
  }

  /// A node; the last of the names is its output.
  private static NodeProto.Builder node(String operator, String... names) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator);
    for (int name = 0; name < names.length - 1; name++) {
      node.addInput(names[name]);
    }
    return node.addOutput(names[names.length - 1]);
  }

  private static AttributeProto.Builder dropsAxes() {
    return AttributeProto.newBuilder()
        .setName("keepdims")
        .setType(AttributeProto.AttributeType.INT)
        .setI(0);
  }

  /// The greatest number along some axes, which stay, with the size 1.
  private static NodeProto.Builder greatest(String input, String output, long... axes) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName("axes").setType(AttributeProto.AttributeType.INTS);
    for (long axis : axes) {
      attribute.addInts(axis);
    }
    return node("ReduceMax", input, output).addAttribute(attribute);
  }

  private static TensorProto.Builder floats(String name, long... shape) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    for (long size : shape) {
      tensor.addDims(size);
    }
    return tensor;
  }

  private static ValueInfoProto.Builder tensor(String name, int type, int columns) {
    TypeProto.Tensor.Builder rows =
        tensorType(type)
            .setShape(
                TensorShapeProto.newBuilder()
                    .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
                    .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns)));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(rows));
  }

  private static TypeProto.Tensor.Builder tensorType(int type) {
    return TypeProto.Tensor.newBuilder().setElemType(type);
  }

  private static byte[] bytes(GraphProto.Builder graph) {
    return model(graph).build().toByteArray();
  }

  private static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(2))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.example").setVersion(1))
        .setGraph(graph.setName("fixture"));
  }
}
