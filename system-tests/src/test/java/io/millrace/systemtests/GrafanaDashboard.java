package io.millrace.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A dashboard of `grafana/`, as far as tests look into it.
record GrafanaDashboard(String name, JsonNode json) {
  private static final Path FOLDER = Repository.file("grafana/dashboards");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A query of a panel, a variable or an annotation.
  ///
  /// @param asker whose it is, for messages
  record Query(String asker, String expression) {}

  /// All of them, by name.
  static List<GrafanaDashboard> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(GrafanaDashboard::read).toList();
    }
  }

  private static GrafanaDashboard read(Path file) {
    try {
      return new GrafanaDashboard(
          file.getFileName().toString().replace(".json", ""), JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new IllegalStateException(file + " is no JSON", e);
    }
  }

  String uid() {
    return json.path("uid").asText();
  }

  /// Its panels, rows among them.
  List<JsonNode> everyPanel() {
    return each(json.path("panels")).toList();
  }

  /// Those that show something.
  List<JsonNode> panels() {
    return everyPanel().stream()
        .filter(panel -> !panel.path("type").asText().equals("row"))
        .toList();
  }

  List<JsonNode> variables() {
    return each(json.path("templating").path("list"))
        .filter(variable -> variable.path("type").asText().equals("query"))
        .toList();
  }

  /// The annotations that Prometheus is asked for.
  List<Query> annotations() {
    return each(json.path("annotations").path("list"))
        .filter(annotation -> annotation.has("expr"))
        .map(annotation -> query(annotation.path("name").asText(), annotation))
        .toList();
  }

  /// What a panel asks.
  List<Query> queries(JsonNode panel) {
    return each(panel.path("targets"))
        .map(target ->
            query(
                panel.path("title").asText() + " " + target.path("legendFormat").asText(), target))
        .toList();
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private Query query(String asker, JsonNode asked) {
    return new Query(name + ": " + asker, asked.path("expr").asText());
  }

  @Override
  public String toString() {
    return name;
  }
}
