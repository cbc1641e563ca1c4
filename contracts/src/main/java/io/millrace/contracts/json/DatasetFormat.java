package io.millrace.contracts.json;

import io.millrace.contracts.ModelCard.Dataset;
import io.millrace.contracts.ModelCard.Offsets;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;

/// `{"file":…,"sha256":…,"from":"2018-07-25","to":"2018-07-31","rows":67240,"positives":…}`, with
/// `"offsets":{"from":0,"to":67240}` where the rows are records of a topic.
final class DatasetFormat {

  private DatasetFormat() {}

  static void writeField(Dataset data, JsonWriter json) {
    json.startObject("data");
    json.text("file", data.file());
    Offsets offsets = data.offsets();
    if (offsets != null) {
      json.startObject("offsets");
      json.number("from", offsets.from());
      json.number("to", offsets.to());
      json.endObject();
    }
    json.name("sha256", data.sha256());
    json.text("from", data.from().toString());
    json.text("to", data.to().toString());
    json.number("rows", data.rows());
    json.number("positives", data.positives());
    json.endObject();
  }

  static Dataset read(JsonInput json) throws IOException {
    String file = null;
    Offsets offsets = null;
    String sha256 = null;
    LocalDate from = null;
    LocalDate to = null;
    Integer rows = null;
    Integer positives = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "file" -> file = json.text();
        case "offsets" -> offsets = offsets(json);
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
        offsets,
        json.required("sha256", sha256),
        json.required("from", from),
        json.required("to", to),
        json.required("rows", rows),
        json.required("positives", positives));
  }

  private static Offsets offsets(JsonInput json) throws IOException {
    Double from = null;
    Double to = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "from" -> from = json.number();
        case "to" -> to = json.number();
        default -> json.skip();
      }
    }
    return new Offsets(
        json.required("from", from).longValue(), json.required("to", to).longValue());
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
