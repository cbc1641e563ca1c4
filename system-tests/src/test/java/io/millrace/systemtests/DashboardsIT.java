package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.cli.cluster.Layout;
import io.millrace.systemtests.GrafanaDashboard.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// That what dashboards and alerts ask is answered by a Prometheus that has watched both layouts, a
/// job for each.
class DashboardsIT {

  /// Kafka's own meters are looked for once in a minute.
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  /// Says of a panel that it has nothing to show, or not all, in a layout.
  private static final String EXCUSE = "mpty in the composed layout";

  private static final Map<Layout, EventfulRun> RUNS = new EnumMap<>(Layout.class);

  @SuppressWarnings("NullAway.Init") // JUnit calls start before any test
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws Exception {
    Requirement.requireCommand("prometheus");
    Path data = RunFolder.empty(DashboardsIT.class);
    Map<String, Integer> targets = new HashMap<>();
    for (Layout layout : Layout.values()) {
      EventfulRun run = EventfulRun.start(data.resolve(layout.name()), layout);
      RUNS.put(layout, run);
      targets.put(layout.name(), run.metricsPort());
    }
    prometheus = PrometheusServer.start(data, targets);
    haveItHappen();
  }

  private static void haveItHappen() throws Exception {
    List<Callable<Void>> runs =
        RUNS.values().stream().map(run -> (Callable<Void>) run::happen).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> happened : threads.invokeAll(runs)) {
        happened.get();
      }
    }
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    RUNS.values().forEach(EventfulRun::close);
  }

  @ParameterizedTest
  @EnumSource
  void eachPanelHasSomethingToShow(Layout layout) throws Exception {
    Map<String, String> job = Map.of("job", layout.name());

    for (GrafanaDashboard dashboard : GrafanaDashboard.all()) {
      List<Query> queries =
          dashboard.panels().stream()
              .filter(panel -> layout == Layout.separate || !isExcused(panel))
              .flatMap(panel -> dashboard.queries(panel).stream())
              .toList();
      assertThat(queries).isNotEmpty();
      requireAnswers(dashboard, queries, job);
    }
  }

  private static boolean isExcused(JsonNode panel) {
    return panel.path("description").asText().contains(EXCUSE);
  }

  @Test
  void eachPanelAndAnnotationTakesAllThatCanBeChosen() throws Exception {
    for (GrafanaDashboard dashboard : GrafanaDashboard.all()) {
      List<Query> queries = new ArrayList<>(dashboard.annotations());
      dashboard.panels().forEach(panel -> queries.addAll(dashboard.queries(panel)));
      requireAnswers(dashboard, queries, Map.of());
    }
  }

  @Test
  void alertsCanBeEvaluated() {
    assertThat(prometheus.alerts())
        .isNotEmpty()
        .allSatisfy(alert ->
            assertThat(alert.path("health").asText()).as(alert.toString()).isEqualTo("ok"));
  }

  private static void requireAnswers(
      GrafanaDashboard dashboard, List<Query> queries, Map<String, String> chosen) {
    List<Query> unanswered = new ArrayList<>(queries);
    Await.until(
        PATIENCE,
        () -> {
          GrafanaVariables variables = GrafanaVariables.of(dashboard, prometheus, chosen);
          unanswered.removeIf(query -> isAnswered(variables.fill(query.expression())));
          return unanswered.isEmpty();
        },
        () -> "nothing is answered to %s of %s".formatted(unanswered, chosen));
  }

  private static boolean isAnswered(String expression) {
    return prometheus.series(expression).stream()
        .flatMap(series -> GrafanaDashboard.each(series.path("values")))
        .mapToDouble(sample -> number(sample.path(1).asText()))
        .anyMatch(Double::isFinite);
  }

  /// Prometheus writes infinity otherwise than Java.
  private static double number(String text) {
    return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
