package io.millrace.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks into the bytes of an ONNX file before native code does: whether it is whole, whether it
/// needs nothing beside itself, and whether ONNX Runtime knows its operators.
final class OnnxInspection {
  static final long MAX_BYTES = 100L << 20;

  /// What ONNX Runtime 1.28 takes, found by loading models of each version.
  private static final long NEWEST_IR = 13;

  private static final Map<String, Long> NEWEST_OPSETS = Map.of("", 26L, "ai.onnx.ml", 5L);

  private final String file;
  private final Set<String> functions;

  private OnnxInspection(String file, ModelProto model) {
    this.file = file;
    this.functions =
        model.getFunctionsList().stream()
            .map(function -> function.getDomain() + ':' + function.getName())
            .collect(Collectors.toSet());
  }

  /// Throws [InvalidModel] unless the bytes are a model that may be loaded.
  ///
  /// @param file what to call it in messages
  static void inspect(String file, byte[] onnx) {
    requireSize(file, onnx.length);
    ModelProto model = parse(file, onnx);
    new OnnxInspection(file, model).inspect(model);
  }

  /// Throws [InvalidModel] for a file that is too large, before it is read.
  static void requireSize(String file, long bytes) {
    if (bytes > MAX_BYTES) {
      throw new InvalidModel(
          "%s has %d MB: a model may have at most %d MB. Export a smaller one"
              .formatted(file, bytes >> 20, MAX_BYTES >> 20));
    }
  }

  private static ModelProto parse(String file, byte[] onnx) {
    CodedInputStream bytes = CodedInputStream.newInstance(onnx);
    bytes.enableAliasing(true);
    try {
      ModelProto model = ModelProto.parseFrom(bytes);
      if (model.getGraph().getNodeCount() > 0 && model.getOpsetImportCount() > 0) {
        return model;
      }
    } catch (IOException e) {
      throw notWhole(file, "its bytes cannot be read to their end", e);
    }
    throw notWhole(file, "it has no graph or no opset", null);
  }

  private static InvalidModel notWhole(String file, String why, @Nullable IOException cause) {
    return new InvalidModel(
        ("%s is no whole ONNX model: it is truncated, corrupt or of another kind (%s). "
                + "Copy it again, or export it again")
            .formatted(file, why),
        cause);
  }

  private void inspect(ModelProto model) {
    if (model.getIrVersion() > NEWEST_IR) {
      throw new InvalidModel(
          "%s has the ONNX IR version %d, but ONNX Runtime knows none above %d: set ir_version to %d"
              .formatted(file, model.getIrVersion(), NEWEST_IR, NEWEST_IR));
    }
    Set<String> domains = domains(model.getOpsetImportList());
    inspect(model.getGraph(), domains);
    for (FunctionProto function : model.getFunctionsList()) {
      Set<String> ofFunction = domains(function.getOpsetImportList());
      function.getNodeList().forEach(node -> inspect(node, ofFunction));
      function.getAttributeProtoList().forEach(attribute -> inspect(attribute, ofFunction));
    }
  }

  private Set<String> domains(List<OperatorSetIdProto> opsets) {
    Set<String> domains = new HashSet<>();
    for (OperatorSetIdProto opset : opsets) {
      String domain = domain(opset.getDomain());
      Long newest = NEWEST_OPSETS.get(domain);
      if (newest != null && opset.getVersion() > newest) {
        throw new InvalidModel(
            "%s needs opset %d of %s, but ONNX Runtime knows none above %d: export it with opset %d"
                .formatted(file, opset.getVersion(), shown(domain), newest, newest));
      }
      domains.add(domain);
    }
    return domains;
  }

  private void inspect(GraphProto graph, Set<String> domains) {
    graph.getNodeList().forEach(node -> inspect(node, domains));
    graph.getInitializerList().forEach(this::inspect);
    graph.getSparseInitializerList().forEach(this::inspect);
  }

  private void inspect(NodeProto node, Set<String> domains) {
    String domain = domain(node.getDomain());
    if (!functions.contains(node.getDomain() + ':' + node.getOpType())) {
      if (!NEWEST_OPSETS.containsKey(domain)) {
        throw new InvalidModel(
            ("%s uses the operator %s of the domain %s: only ai.onnx and ai.onnx.ml are allowed. "
                    + "Export it with the standard operators")
                .formatted(file, node.getOpType(), domain));
      }
      if (!domains.contains(domain)) {
        throw notWhole(file, "it names no opset of " + shown(domain), null);
      }
    }
    node.getAttributeList().forEach(attribute -> inspect(attribute, domains));
  }

  private void inspect(AttributeProto attribute, Set<String> domains) {
    inspect(attribute.getG(), domains);
    attribute.getGraphsList().forEach(graph -> inspect(graph, domains));
    inspect(attribute.getT());
    attribute.getTensorsList().forEach(this::inspect);
    inspect(attribute.getSparseTensor());
    attribute.getSparseTensorsList().forEach(this::inspect);
  }

  private void inspect(SparseTensorProto sparse) {
    inspect(sparse.getValues());
    inspect(sparse.getIndices());
  }

  private void inspect(TensorProto tensor) {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0) {
      throw new InvalidModel(
          ("%s has its tensor '%s' in another file: "
                  + "export it in one file (onnx.save(…, save_as_external_data=False))")
              .formatted(file, tensor.getName()));
    }
  }

  private static String domain(String written) {
    return written.equals("ai.onnx") ? "" : written;
  }

  private static String shown(String domain) {
    return domain.isEmpty() ? "ai.onnx" : domain;
  }
}
