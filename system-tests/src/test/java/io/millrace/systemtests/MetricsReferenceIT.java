package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.systemtests.Scrape.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That what documents, alerts and dashboards say of metrics is what a running pipeline tells.
class MetricsReferenceIT {
  private static final int SERVICES = 8;
  private static final Pattern TABLE =
      Pattern.compile("<!-- metrics -->\n(.*?)<!-- end -->", Pattern.DOTALL);
  private static final Pattern ASKED =
      Pattern.compile("\\b(?:millrace|kafka|jvm|process)_[a-z0-9_]+\\b");

  @Test
  void tellsWhatIsDocumentedAndAsked() throws Exception {
    try (LocalRun run = LocalRun.withBroker(RunFolder.empty(getClass()))) {
      run.decideEachOnce(Transactions.of(run.definition(), 0, 300).iterator());

      Scrape scrape = scrapeWithAll(run, asked());

      assertThat(scrape.metrics("millrace_records_in").values())
          .flatExtracting(Metric::services)
          .hasSize(SERVICES)
          .allSatisfy(service ->
              assertThat(scrape.alone(service).lines()).as(service).hasSizeLessThan(600));
      assertThat(fastest(run)).isLessThan(Duration.ofMillis(100));
      assertThat(scrape.series()).containsAll(asked());
      assertThat(table(scrape)).isEqualTo(documented());
    }
  }

  /// How long a scrape of all services takes where nothing else holds it up.
  private static Duration fastest(LocalRun run) {
    return Stream.generate(
            () -> {
              long start = System.nanoTime();
              Scrape _ = Scrape.of(run.metricsPort());
              return Duration.ofNanos(System.nanoTime() - start);
            })
        .limit(20)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /// Those of Kafka's clients are looked for once in a minute.
  private static Scrape scrapeWithAll(LocalRun run, Set<String> wanted) {
    Scrape[] latest = {Scrape.of(run.metricsPort())};
    Await.until(
        Duration.ofSeconds(100),
        () -> {
          latest[0] = Scrape.of(run.metricsPort());
          return latest[0].series().containsAll(wanted);
        },
        () -> "%s does not tell all of %s".formatted(latest[0].series(), wanted));
    return latest[0];
  }

  /// One row for each metric; the greatest value of a timer is no metric of its own here.
  private static String table(Scrape scrape) {
    Map<String, Metric> metrics = scrape.metrics("millrace_");
    return metrics.values().stream()
        .filter(metric -> !isGreatest(metric.name(), metrics))
        .map(metric ->
            "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                    metric.name(),
                    metric.type(),
                    metric.labels().stream()
                        .map("`%s`"::formatted)
                        .collect(Collectors.joining(", ")),
                    metric.help(),
                    metric.services().size() == SERVICES
                        ? "all"
                        : String.join(", ", metric.services())))
        .collect(
            Collectors.joining(
                "", "| metric | type | labels | says | services |\n|---|---|---|---|---|\n", ""));
  }

  private static boolean isGreatest(String name, Map<String, Metric> metrics) {
    return name.endsWith("_max")
        && metrics.containsKey(name.substring(0, name.length() - "_max".length()));
  }

  private static String documented() throws IOException {
    String page = Files.readString(Repository.file("docs/reference/metrics.md"));
    Matcher table = TABLE.matcher(page);
    return table.find() ? table.group(1) : "no table";
  }

  private static Set<String> asked() throws IOException {
    List<Path> files =
        List.of(
            Repository.file("prometheus/alerts.yml"),
            Repository.file("grafana/dashboards/flow.json"));
    Stream.Builder<String> names = Stream.builder();
    for (Path file : files) {
      ASKED.matcher(Files.readString(file)).results().forEach(name -> names.add(name.group()));
    }
    return names.build().collect(Collectors.toSet());
  }
}
