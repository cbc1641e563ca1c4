package io.millrace.contracts.json;

import io.millrace.contracts.ListAnswer;
import java.io.IOException;
import java.util.List;

/// `{"list":"blocked-cards","item":"596","answer":true}`, in an array that is left out where it
/// would be empty.
final class ListAnswerFormat {

  private ListAnswerFormat() {}

  static void writeField(String field, List<ListAnswer> answers, JsonWriter json) {
    if (answers.isEmpty()) {
      return;
    }
    json.startArray(field);
    for (ListAnswer answer : answers) {
      json.startObject();
      json.name("list", answer.list());
      json.text("item", answer.item());
      json.flag("answer", answer.isOn());
      json.endObject();
    }
    json.endArray();
  }

  static ListAnswer read(JsonInput json) throws IOException {
    String list = null;
    String item = null;
    boolean isOn = false;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "list" -> list = json.name();
        case "item" -> item = json.text();
        case "answer" -> isOn = json.flag();
        default -> json.skip();
      }
    }
    return new ListAnswer(json.required("list", list), json.required("item", item), isOn);
  }
}
