package io.millrace.contracts.json;

import io.millrace.contracts.ListItem;
import java.io.IOException;
import java.time.Instant;

/// `{"list":"blocked-cards","item":"596","from":…,"to":…,"note":"stolen"}`, without `from` where it
/// counts from when it is written, and without `to` where there is no end.
public final class ListItemFormat implements JsonFormat<ListItem> {

  @Override
  public void write(ListItem value, JsonWriter json) {
    json.startObject();
    json.name("list", value.list());
    json.text("item", value.item());
    if (value.from() != null) {
      json.instant("from", value.from());
    }
    if (value.to() != null) {
      json.instant("to", value.to());
    }
    json.text("note", value.note());
    json.endObject();
  }

  @Override
  public ListItem read(JsonInput json) throws IOException {
    String list = null;
    String item = null;
    Instant from = null;
    Instant to = null;
    String note = "";
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "list" -> list = json.text();
        case "item" -> item = json.text();
        case "from" -> from = json.instant();
        case "to" -> to = json.instant();
        case "note" -> note = json.text();
        default -> json.skip();
      }
    }
    return new ListItem(json.required("list", list), json.required("item", item), from, to, note);
  }
}
