package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dashboards of `grafana/`, as files. That their queries find something shows [DashboardsIT].
class DashboardsTest {
  private static final String SOURCE = "${datasource}";
  private static final int GRID_COLUMNS = 24;

  /// A question first, then what the answer means.
  private static final Pattern DESCRIPTION = Pattern.compile("[A-Z][^?]*\\?( \\w.*)?");

  private static final Pattern RUNBOOK = Pattern.compile("/public/(runbooks/[a-z-]+\\.md)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]\\w*)");

  static List<GrafanaDashboard> dashboards() throws IOException {
    return GrafanaDashboard.all();
  }

  @Test
  void areWhatTheirSourceWrites() throws Exception {
    Requirement.requireCommand("python3");
    Path written = RunFolder.empty(getClass());

    Process process =
        new ProcessBuilder(
                "python3", "-B", Repository.file("grafana/source").toString(), written.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(text).isZero();
    assertThat(texts(Repository.file("grafana/dashboards")))
        .as("write them again: python3 grafana/source")
        .containsExactlyElementsOf(texts(written));
  }

  private static List<String> texts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(DashboardsTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return file.getFileName() + "\n" + Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void areFourThatLinkToEachOther() throws IOException {
    List<GrafanaDashboard> all = GrafanaDashboard.all();

    assertThat(all).extracting(GrafanaDashboard::uid).hasSize(4).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(dashboard -> {
          JsonNode link = dashboard.json().path("links").path(0);
          assertThat(link.path("type").asText()).isEqualTo("dashboards");
          assertThat(dashboard.json().path("tags")).isEqualTo(link.path("tags"));
        });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void eachPanelAnswersAQuestion(GrafanaDashboard dashboard) {
    assertThat(dashboard.panels())
        .allSatisfy(panel -> {
          assertThat(panel.path("title").asText()).isNotBlank();
          assertThat(panel.path("description").asText()).matches(DESCRIPTION);
          assertThat(panel.path("targets")).isNotEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void asksTheDataSourceThatIsChosen(GrafanaDashboard dashboard) {
    List<JsonNode> asking =
        Stream.of(
                dashboard.panels().stream(),
                dashboard.panels().stream()
                    .flatMap(panel -> GrafanaDashboard.each(panel.path("targets"))),
                dashboard.variables().stream(),
                GrafanaDashboard.each(dashboard.json().path("annotations").path("list"))
                    .filter(annotation -> !annotation.has("builtIn")))
            .flatMap(nodes -> nodes)
            .toList();

    assertThat(asking)
        .allSatisfy(
            node -> assertThat(node.path("datasource").path("uid").asText()).isEqualTo(SOURCE));
  }

  /// The composed layout has no services of the other one's names; the trainer is beside either.
  @ParameterizedTest
  @MethodSource("dashboards")
  void asksForNoServiceOfTheStreamByItsName(GrafanaDashboard dashboard) {
    assertThat(dashboard.panels().stream().flatMap(panel -> dashboard.queries(panel).stream()))
        .extracting(query -> query.expression().replace("service=\"model-trainer\"", ""))
        .noneMatch(expression -> expression.contains("service=\""));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void knowsTheVariablesThatItAsksBy(GrafanaDashboard dashboard) {
    Set<String> known =
        GrafanaDashboard.each(dashboard.json().path("templating").path("list"))
            .map(variable -> variable.path("name").asText())
            .collect(Collectors.toSet());

    Set<String> used =
        VARIABLE
            .matcher(dashboard.json().toString().replace("$__", ""))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());

    assertThat(used).isEqualTo(known);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsLieBesideEachOther(GrafanaDashboard dashboard) {
    Set<List<Integer>> taken = new HashSet<>();

    for (JsonNode panel : dashboard.everyPanel()) {
      JsonNode at = panel.path("gridPos");
      int right = at.path("x").asInt() + at.path("w").asInt();
      assertThat(right).isLessThanOrEqualTo(GRID_COLUMNS);
      for (int x = at.path("x").asInt(); x < right; x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          assertThat(taken.add(List.of(x, at.path("y").asInt() + y)))
              .as("%s lies on another panel", panel.path("title"))
              .isTrue();
        }
      }
    }
    assertThat(dashboard.everyPanel())
        .extracting(panel -> panel.path("id").asInt())
        .doesNotHaveDuplicates();
  }

  @Test
  void grafanaKnowsHowOftenPrometheusScrapes() throws IOException {
    String scraped = found("scrape_interval: (\\w+)", "prometheus/prometheus.yml");

    assertThat(found("timeInterval: (\\w+)", "grafana/provisioning/datasources/prometheus.yml"))
        .isEqualTo(found("scrape_interval: (\\w+)", "prometheus/prometheus.composed.yml"))
        .isEqualTo(scraped);
  }

  private static String found(String pattern, String file) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Repository.file(file)));
    return matcher.find() ? matcher.group(1) : "nothing in " + file;
  }

  @Test
  void linkToEachRunbookThatThereIs() throws IOException {
    Set<String> linked = new HashSet<>();

    for (GrafanaDashboard dashboard : GrafanaDashboard.all()) {
      for (JsonNode panel : dashboard.panels()) {
        GrafanaDashboard.each(panel.path("links"))
            .forEach(link -> linked.add(runbook(link.path("url").asText())));
      }
    }

    assertThat(linked).isEqualTo(runbooks());
  }

  @Test
  void eachRunbookNamesTheDashboardToLookAt() throws IOException {
    List<String> titles =
        GrafanaDashboard.all().stream()
            .map(dashboard -> dashboard.json().path("title").asText())
            .map(title -> "ashboard *%s*".formatted(title.replace("Millrace: ", "")))
            .toList();

    for (String runbook : runbooks()) {
      assertThat(titles).as(runbook).anyMatch(Files.readString(Repository.file(runbook))::contains);
    }
  }

  /// Compose mounts the runbooks where Grafana serves files.
  private static String runbook(String url) {
    Matcher matcher = RUNBOOK.matcher(url);
    assertThat(matcher.matches()).as(url).isTrue();
    return "docs/" + matcher.group(1);
  }

  private static Set<String> runbooks() throws IOException {
    try (Stream<Path> files = Files.list(Repository.file("docs/runbooks"))) {
      return files.map(file -> "docs/runbooks/" + file.getFileName()).collect(Collectors.toSet());
    }
  }
}
