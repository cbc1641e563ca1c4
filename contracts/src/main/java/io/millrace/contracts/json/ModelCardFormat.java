package io.millrace.contracts.json;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.Dataset;
import io.millrace.contracts.ModelCard.Evaluation;
import io.millrace.contracts.ModelCard.GoldenVector;
import io.millrace.contracts.ModelCard.Provenance;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `model.json`: `{"name":…,"sha256":…,"inputs":{"features":["amount",…]},"outputs":["score"],…}`,
/// indented, because people read it.
public final class ModelCardFormat implements JsonFormat<ModelCard> {

  @Override
  public void write(ModelCard card, JsonWriter json) {
    JsonWriter flat = new JsonWriter();
    writeFlat(card, flat);
    json.raw(IndentedJson.of(flat.toByteArray()));
  }

  private static void writeFlat(ModelCard card, JsonWriter json) {
    json.startObject();
    json.name("name", card.model().name());
    json.name("sha256", card.model().sha256());
    writeInputs(card.inputs(), json);
    json.texts("outputs", card.outputs());
    ProvenanceFormat.writeField(card.provenance(), json);
    json.startArray("evaluations");
    for (Evaluation evaluation : card.evaluations()) {
      write(evaluation, json);
    }
    json.endArray();
    json.startArray("golden");
    for (GoldenVector vector : card.golden()) {
      write(vector, json);
    }
    json.endArray();
    write(card.quantiles(), json);
    json.endObject();
  }

  @Override
  public ModelCard read(JsonInput json) throws IOException {
    String name = null;
    String sha256 = null;
    Map<String, List<String>> inputs = null;
    List<String> outputs = List.of();
    Provenance provenance = null;
    List<Evaluation> evaluations = List.of();
    List<GoldenVector> golden = List.of();
    Quantiles quantiles = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "name" -> name = json.text();
        case "sha256" -> sha256 = json.text();
        case "inputs" -> inputs = json.map(JsonInput::texts);
        case "outputs" -> outputs = json.texts();
        case "provenance" -> provenance = ProvenanceFormat.read(json);
        case "evaluations" -> evaluations = json.list(ModelCardFormat::readEvaluation);
        case "golden" -> golden = json.list(ModelCardFormat::readGoldenVector);
        case "quantiles" -> quantiles = readQuantiles(json);
        default -> json.skip();
      }
    }
    return new ModelCard(
        new ModelRef(json.required("name", name), json.required("sha256", sha256)),
        json.required("inputs", inputs),
        outputs,
        provenance,
        evaluations,
        golden,
        quantiles);
  }

  private static void writeInputs(Map<String, List<String>> inputs, JsonWriter json) {
    json.startObject("inputs");
    for (Map.Entry<String, List<String>> input : inputs.entrySet()) {
      json.texts(input.getKey(), input.getValue());
    }
    json.endObject();
  }

  private static void write(Evaluation evaluation, JsonWriter json) {
    json.startObject();
    json.text("on", evaluation.on());
    DatasetFormat.writeField(evaluation.data(), json);
    json.startObject("metrics");
    for (Map.Entry<String, Double> metric : evaluation.metrics().entrySet()) {
      json.number(metric.getKey(), metric.getValue());
    }
    json.endObject();
    json.endObject();
  }

  private static Evaluation readEvaluation(JsonInput json) throws IOException {
    String on = null;
    Dataset data = null;
    Map<String, Double> metrics = Map.of();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "on" -> on = json.text();
        case "data" -> data = DatasetFormat.read(json);
        case "metrics" -> metrics = json.map(JsonInput::number);
        default -> json.skip();
      }
    }
    return new Evaluation(json.required("on", on), json.required("data", data), metrics);
  }

  private static void write(GoldenVector vector, JsonWriter json) {
    json.startObject();
    json.values("features", vector.features());
    json.values("outputs", vector.outputs());
    json.endObject();
  }

  private static GoldenVector readGoldenVector(JsonInput json) throws IOException {
    Map<String, FeatureValue> features = null;
    Map<String, FeatureValue> outputs = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "features" -> features = json.values();
        case "outputs" -> outputs = json.values();
        default -> json.skip();
      }
    }
    return new GoldenVector(json.required("features", features), json.required("outputs", outputs));
  }

  private static void write(@Nullable Quantiles quantiles, JsonWriter json) {
    if (quantiles != null) {
      json.startObject("quantiles");
      json.values("features", vectors(quantiles.features()));
      json.values("outputs", vectors(quantiles.outputs()));
      json.endObject();
    }
  }

  private static Map<String, FeatureValue> vectors(Map<String, List<Double>> lists) {
    Map<String, FeatureValue> vectors = new LinkedHashMap<>();
    lists.forEach((name, list) -> vectors.put(name, FeatureValue.Vector.of(list)));
    return vectors;
  }

  private static Quantiles readQuantiles(JsonInput json) throws IOException {
    Map<String, List<Double>> features = Map.of();
    Map<String, List<Double>> outputs = Map.of();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "features" -> features = json.map(numbers -> numbers.list(JsonInput::number));
        case "outputs" -> outputs = json.map(numbers -> numbers.list(JsonInput::number));
        default -> json.skip();
      }
    }
    return new Quantiles(features, outputs);
  }
}
