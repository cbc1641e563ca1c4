package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxInspectionTest {
  private static final TensorProto ELSEWHERE =
      TensorProto.newBuilder()
          .setName("weights")
          .setDataLocation(TensorProto.DataLocation.EXTERNAL)
          .build();

  @Test
  void refusesAModelThatIsCutOffAnywhere() {
    ModelProto.Builder model = linear();
    byte[] whole = model.clearOpsetImport().addOpsetImport(opset("", 13)).build().toByteArray();

    for (int length = 0; length < whole.length; length++) {
      byte[] truncated = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> load(truncated))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(InvalidModel.class)
          .hasMessageStartingWith("my.onnx ");
    }
  }

  @Test
  void refusesFilesOfOtherKinds() {
    assertRefused(
        "{\"a\": 1}".getBytes(StandardCharsets.UTF_8),
        "is no whole ONNX model: it is truncated, corrupt or of another kind",
        "Copy it again");
    assertRefused(new byte[0], "it has no graph or no opset");
  }

  @Test
  void refusesMoreThan100Megabytes() {
    assertThatCode(() -> OnnxInspection.requireSize("my.onnx", 100L << 20))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> OnnxInspection.requireSize("my.onnx", 150L << 20))
        .isInstanceOf(InvalidModel.class)
        .hasMessage("my.onnx has 150 MB: a model may have at most 100 MB. Export a smaller one");
  }

  @Test
  void refusesOperatorsOfUnknownDomains() {
    assertRefused(
        OnnxFixtures.unknownDomain(),
        "my.onnx uses the operator Guess of the domain com.example: only ai.onnx and ai.onnx.ml are"
            + " allowed",
        "standard operators");
  }

  @Test
  void refusesOperatorsOfUnknownDomainsInSubgraphs() {
    GraphProto inner =
        GraphProto.newBuilder()
            .addNode(NodeProto.newBuilder().setOpType("FusedGemm").setDomain("com.microsoft"))
            .build();

    assertRefused(with(attribute().setG(inner)), "FusedGemm of the domain com.microsoft");
  }

  @Test
  void takesFunctionsThatTheModelBringsItself() throws Exception {
    try (OnnxModel model = load(OnnxFixtures.ownFunction())) {
      assertThatCode(() -> model.score(new double[][] {{1, 2}}).row(0)).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesOpsetsNewerThanTheRuntime() throws Exception {
    load(withOpset("", 26)).close();
    load(withOpset("ai.onnx.ml", 5)).close();

    assertRefused(
        withOpset("", 27),
        "needs opset 27 of ai.onnx, but ONNX Runtime knows none above 26: export it with opset 26");
    assertRefused(withOpset("ai.onnx.ml", 6), "needs opset 6 of ai.onnx.ml", "none above 5");
  }

  @Test
  void refusesFormatsNewerThanTheRuntime() throws Exception {
    load(linear().setIrVersion(13).build().toByteArray()).close();

    assertRefused(
        linear().setIrVersion(14).build().toByteArray(), "IR version 14", "set ir_version to 13");
  }

  /// Whether the limits are those of ONNX Runtime: what the inspection lets pass it loads, and what
  /// it refuses the runtime does not take either.
  @Test
  void refusesNoVersionThatTheRuntimeTakes() {
    for (byte[] tooNew : List.of(withOpset("", 27), withOpset("ai.onnx.ml", 6))) {
      assertThatThrownBy(() -> OnnxFixtures.loadUninspected(tooNew))
          .hasMessageContaining("under development");
    }
    assertThatThrownBy(
            () -> OnnxFixtures.loadUninspected(linear().setIrVersion(14).build().toByteArray()))
        .hasMessageContaining("IR version");
  }

  @Test
  void refusesDataInOtherFilesWhereverItIs() {
    SparseTensorProto values = SparseTensorProto.newBuilder().setValues(ELSEWHERE).build();
    SparseTensorProto indices = SparseTensorProto.newBuilder().setIndices(ELSEWHERE).build();
    GraphProto inner = GraphProto.newBuilder().addInitializer(ELSEWHERE).build();
    FunctionProto function =
        FunctionProto.newBuilder()
            .addNode(
                NodeProto.newBuilder().addAttribute(attribute().setT(ELSEWHERE)).setOpType("Abs"))
            .addOpsetImport(opset("", 13))
            .build();
    ModelProto.Builder sparse = linear();
    sparse.getGraphBuilder().addSparseInitializer(indices);
    ModelProto.Builder plain = linear();
    plain.getGraphBuilder().addInitializer(ELSEWHERE);

    for (byte[] onnx :
        List.of(
            plain.build().toByteArray(),
            sparse.build().toByteArray(),
            linear().addFunctions(function).build().toByteArray(),
            with(attribute().setT(ELSEWHERE)),
            with(attribute().addTensors(ELSEWHERE)),
            with(attribute().setSparseTensor(values)),
            with(attribute().addSparseTensors(indices)),
            with(attribute().setG(inner)),
            with(attribute().addGraphs(inner)))) {
      assertRefused(onnx, "has its tensor 'weights' in another file", "save_as_external_data");
    }
  }

  private static AttributeProto.Builder attribute() {
    return AttributeProto.newBuilder().setName("x");
  }

  private static ModelProto.Builder linear() {
    try {
      return ModelProto.parseFrom(OnnxFixtures.linear(0, 1, 2)).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static OperatorSetIdProto.Builder opset(String domain, long version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version);
  }

  private static byte[] with(AttributeProto.Builder attribute) {
    ModelProto.Builder model = linear();
    model.getGraphBuilder().getNodeBuilder(0).addAttribute(attribute);
    return model.build().toByteArray();
  }

  private static byte[] withOpset(String domain, long version) {
    ModelProto.Builder model = linear();
    model
        .getOpsetImportBuilderList()
        .forEach(opset -> {
          if (opset.getDomain().equals(domain)) {
            opset.setVersion(version);
          }
        });
    return model.build().toByteArray();
  }

  private static OnnxModel load(byte[] onnx) {
    List<ModelOutput> score = List.of(new ModelOutput("score", 0));
    return OnnxModel.load(
        "my.onnx", onnx, ModelBinding.ofNumbers(List.of("a", "b"), Map.of(), score));
  }

  private static void assertRefused(byte[] onnx, String... words) {
    assertThatThrownBy(() -> OnnxInspection.inspect("my.onnx", onnx))
        .isInstanceOf(InvalidModel.class)
        .hasMessageStartingWith("my.onnx ")
        .hasMessageContainingAll(words);
  }
}
