package io.millrace.contracts.definition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The model of a pipeline and how its features become its inputs and its outputs scores.
///
/// @param file the ONNX file
/// @param features the features that make its input, in this order
/// @param outputs score name to where in the model's outputs it is found
/// @param deadline how long to wait for a missing part, absent for ever
public record ModelDefinition(
    Path file,
    List<String> features,
    Map<String, ModelOutput> outputs,
    @Nullable Duration deadline) {

  public ModelDefinition {
    features = List.copyOf(features);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /// One number of a model's outputs, written `score` or `probabilities[1]`.
  ///
  /// @param output the name of the ONNX output
  /// @param column which column of its row
  public record ModelOutput(String output, int column) {}
}
