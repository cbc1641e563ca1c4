package io.millrace.contracts.json;

import io.millrace.contracts.ModelCard.Dataset;
import io.millrace.contracts.ModelCard.Provenance;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{"made_by":"millrace 0.1.0","parameters":{"seed":"42",…},"data":{…}}`.
final class ProvenanceFormat {

  private ProvenanceFormat() {}

  static void writeField(@Nullable Provenance provenance, JsonWriter json) {
    if (provenance != null) {
      json.startObject("provenance");
      json.text("made_by", provenance.madeBy());
      json.startObject("parameters");
      for (Map.Entry<String, String> parameter : provenance.parameters().entrySet()) {
        json.text(parameter.getKey(), parameter.getValue());
      }
      json.endObject();
      DatasetFormat.writeField(provenance.data(), json);
      json.endObject();
    }
  }

  static Provenance read(JsonInput json) throws IOException {
    String madeBy = null;
    Map<String, String> parameters = Map.of();
    Dataset data = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "made_by" -> madeBy = json.text();
        case "parameters" -> parameters = json.map(JsonInput::text);
        case "data" -> data = DatasetFormat.read(json);
        default -> json.skip();
      }
    }
    return new Provenance(
        json.required("made_by", madeBy), parameters, json.required("data", data));
  }
}
