package io.millrace.model;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.model.ModelBinding.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the columns of a row go into a model, and where the wanted numbers come out.
///
/// @param inputs in the order in which they take the columns of a row
/// @param outputs in the order in which they were asked for
record OnnxSignature(List<OnnxInput> inputs, List<OnnxOutput> outputs) {

  OnnxSignature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /// The signature of a loaded model; throws [InvalidModel] if the binding does not fit it.
  static OnnxSignature of(String model, OrtSession session, ModelBinding binding)
      throws OrtException {
    Map<String, NodeInfo> nodes = session.getInputInfo();
    List<OnnxInput> inputs = new ArrayList<>();
    assigned(model, nodes.keySet(), binding)
        .forEach((name, features) ->
            inputs.add(OnnxInput.of(model, requireNonNull(nodes.get(name)), features)));
    List<OnnxOutput> outputs = new ArrayList<>();
    for (ModelOutput output : binding.outputs()) {
      outputs.add(OnnxOutput.of(model, output, session.getOutputInfo()));
    }
    return new OnnxSignature(inputs, outputs);
  }

  /// Which features go into which input.
  private static Map<String, List<Feature>> assigned(
      String model, Set<String> inputs, ModelBinding binding) {
    Map<String, Feature> features = new LinkedHashMap<>();
    binding.features().forEach(feature -> features.put(feature.name(), feature));
    Map<String, List<Feature>> assigned = new LinkedHashMap<>();
    if (!binding.inputs().isEmpty()) {
      binding
          .inputs()
          .forEach(
              (input, names) -> assigned.put(input, names.stream().map(features::get).toList()));
    } else if (inputs.size() == 1) {
      assigned.put(inputs.iterator().next(), binding.features());
    } else {
      binding.features().forEach(feature -> assigned.put(feature.name(), List.of(feature)));
    }
    if (!assigned.keySet().equals(inputs)) {
      throw new InvalidModel(
          ("%s has the inputs %s, but the features are for %s: "
                  + "say under 'inputs' which features go into which input of the model")
              .formatted(model, inputs, assigned.keySet()));
    }
    return assigned;
  }

  /// Which columns of a row each feature fills.
  FeatureColumns columns() {
    List<String> features = inputs.stream().flatMap(input -> input.features().stream()).toList();
    List<Integer> widths = inputs.stream().flatMap(input -> input.widths().stream()).toList();
    return FeatureColumns.of(features, widths);
  }

  /// The names of the outputs that are wanted.
  Set<String> outputNames() {
    Set<String> names = new HashSet<>();
    outputs.forEach(output -> names.add(output.wanted().output()));
    return names;
  }

  static String describe(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? "'%s' (%s %s)".formatted(node.getName(), tensor.type, Arrays.toString(tensor.getShape()))
        : "'%s' (%s)".formatted(node.getName(), node.getInfo().getClass().getSimpleName());
  }
}
