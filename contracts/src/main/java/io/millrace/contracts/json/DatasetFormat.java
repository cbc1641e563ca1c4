package io.millrace.contracts.json;

import io.millrace.contracts.ModelCard.Dataset;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;

/// `{"file":…,"sha256":…,"from":"2018-07-25","to":"2018-07-31","rows":67240,"positives":…}`.
final class DatasetFormat {

  private DatasetFormat() {}

  static void writeField(Dataset data, JsonWriter json) {
    json.startObject("data");
    json.text("file", data.file());
    json.name("sha256", data.sha256());
    json.text("from", data.from().toString());
    json.text("to", data.to().toString());
    json.number("rows", data.rows());
    json.number("positives", data.positives());
    json.endObject();
  }

  static Dataset read(JsonInput json) throws IOException {
    String file = null;
    String sha256 = null;
    LocalDate from = null;
    LocalDate to = null;
    Integer rows = null;
    Integer positives = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "file" -> file = json.text();
        case "sha256" -> sha256 = json.text();
        case "from" -> from = day(json);
        case "to" -> to = day(json);
        case "rows" -> rows = json.integer();
        case "positives" -> positives = json.integer();
        default -> json.skip();
      }
    }
    return new Dataset(
        json.required("file", file),
        json.required("sha256", sha256),
        json.required("from", from),
        json.required("to", to),
        json.required("rows", rows),
        json.required("positives", positives));
  }

  private static LocalDate day(JsonInput json) throws IOException {
    String text = json.text();
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedJson("'" + text + "' is not a day such as 2018-06-01", e);
    }
  }
}
