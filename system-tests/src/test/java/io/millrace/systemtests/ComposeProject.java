package io.millrace.systemtests;

import io.millrace.cli.cluster.Layout;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What `docker compose` makes of the compose files of a layout: the second one's settings go
/// before the first one's, and lists of both are joined.
record ComposeProject(List<Container> containers) {

  /// @param settings as in the file
  record Container(String name, Map<String, Object> settings) {

    /// What it is told to run, `service event-router` for one; empty where its image says it.
    String command() {
      return settings.get("command") instanceof List<?> words
          ? words.stream().map(String::valueOf).collect(Collectors.joining(" "))
          : "";
    }

    boolean isOurs() {
      return "millrace".equals(settings.get("image"));
    }

    private boolean isLeftOut() {
      return List.of("left-out").equals(settings.get("profiles"));
    }

    private Container with(Map<String, Object> more) {
      Map<String, Object> all = new LinkedHashMap<>(settings);
      more.forEach((key, value) -> all.merge(key, value, Container::merged));
      return new Container(name, all);
    }

    private static Object merged(Object before, Object after) {
      if (before instanceof List<?> some && after instanceof List<?> others) {
        List<Object> both = new ArrayList<>(others); // first, since it wins where they clash
        both.addAll(some);
        return both;
      }
      return after;
    }
  }

  static ComposeProject of(Layout layout) throws IOException {
    Map<String, Container> all = new LinkedHashMap<>();
    List<String> files =
        switch (layout) {
          case separate -> List.of("docker-compose.yml");
          case composed -> List.of("docker-compose.yml", "docker-compose.composed.yml");
        };
    for (String file : files) {
      map(yaml(file).get("services"))
          .forEach((name, settings) ->
              all.merge(
                  name,
                  new Container(name, map(settings)),
                  (before, after) -> before.with(after.settings())));
    }
    return new ComposeProject(
        all.values().stream().filter(container -> !container.isLeftOut()).toList());
  }

  Container container(String name) {
    return containers.stream()
        .filter(container -> container.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container " + name));
  }

  /// A file of the repository that is a YAML mapping.
  static Map<String, Object> yaml(String file) throws IOException {
    try (Reader reader = Files.newBufferedReader(Repository.file(file))) {
      return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
    }
  }

  private static Map<String, Object> map(@Nullable Object yaml) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(yaml))
        .forEach((key, value) -> map.put(String.valueOf(key), value));
    return map;
  }
}
