package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.model.ModelBinding.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The models of `src/test/fixtures` against what the libraries that made them predict.
class ExportedModelsTest {
  private static final Path FOLDER = Path.of("src", "test", "fixtures", "models");

  static List<String> models() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".onnx"))
          .map(file -> file.replace(".onnx", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void givesThePredictionsOfTheLibraryRowByRow(String name) throws Exception {
    Exported exported = Exported.read(name);

    try (OnnxModel model = exported.load()) {
      for (int row = 0; row < exported.rows().size(); row++) {
        double[] outputs = model.score(new double[][] {exported.rows().get(row)}).row(0);
        exported.assertPredicted(row, outputs);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void givesThePredictionsOfTheLibraryInBatches(String name) throws Exception {
    Exported exported = Exported.read(name);
    double[][] rows = exported.rows().toArray(double[][]::new);

    try (OnnxModel model = exported.load()) {
      for (int size : new int[] {2, 17, rows.length}) {
        Scores scores = model.score(Arrays.copyOf(rows, size));
        for (int row = 0; row < size; row++) {
          exported.assertPredicted(row, scores.row(row));
        }
      }
    }
  }

  /// A model with its rows and the predictions for them.
  private record Exported(
      String name, ModelBinding binding, List<double[]> rows, List<JsonNode> predictions) {

    static Exported read(String name) throws IOException {
      JsonNode json = new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile());
      List<Feature> features = new ArrayList<>();
      for (JsonNode feature : json.get("features")) {
        int width = json.path("vectors").path(feature.asText()).asInt(0);
        features.add(
            width > 0 ? Feature.vector(feature.asText(), 1) : Feature.number(feature.asText()));
      }
      Map<String, List<String>> inputs = new LinkedHashMap<>();
      json.path("inputs")
          .properties()
          .forEach(input -> inputs.put(input.getKey(), texts(input.getValue())));
      List<ModelOutput> outputs = new ArrayList<>();
      List<JsonNode> predictions = new ArrayList<>();
      for (Map.Entry<String, JsonNode> output : json.get("outputs").properties()) {
        outputs.add(output(output.getKey()));
        predictions.add(output.getValue());
      }
      return new Exported(
          name, new ModelBinding(features, inputs, outputs, null), rows(json), predictions);
    }

    private static ModelOutput output(String written) {
      int bracket = written.indexOf('[');
      return bracket < 0
          ? new ModelOutput(written, 0)
          : new ModelOutput(
              written.substring(0, bracket), written.substring(bracket + 1, written.length() - 1));
    }

    private static List<String> texts(JsonNode list) {
      return list.valueStream().map(JsonNode::asText).toList();
    }

    private static List<double[]> rows(JsonNode json) {
      return json.get("rows")
          .valueStream()
          .map(row ->
              row.valueStream()
                  .mapToDouble(value -> value.isNull() ? Double.NaN : value.doubleValue())
                  .toArray())
          .toList();
    }

    OnnxModel load() {
      return OnnxModel.load(FOLDER.resolve(name + ".onnx"), binding);
    }

    void assertPredicted(int row, double[] outputs) {
      assertThat(outputs).hasSize(predictions.size());
      for (int output = 0; output < outputs.length; output++) {
        double expected = predictions.get(output).get(row).doubleValue();
        assertThat(outputs[output])
            .as("%s of row %d of %s", binding.outputs().get(output), row, name)
            .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }
}
