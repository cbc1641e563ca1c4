package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The variables of a dashboard as Grafana fills them in: each with all of its values.
///
/// The interval is what Grafana reckons at the steps of [PrometheusServer]'s answers and some
/// scrapes, since the run lasts for little more than a minute.
final class GrafanaVariables {
  private static final String RATE_INTERVAL = "10s";
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?:(.+), )?(\\w+)\\)");

  /// Grafana quotes these twice: for the regular expression, and for the text it stands in.
  private static final Pattern SPECIAL = Pattern.compile("[.+*?()|\\[\\]{}^$]");

  private static final Pattern NAME = Pattern.compile("\\$(\\w+)");

  private final Map<String, String> values = new HashMap<>();

  private GrafanaVariables() {
    values.put("__rate_interval", RATE_INTERVAL);
  }

  /// Asks Prometheus for the values.
  ///
  /// @param chosen variables of which one value is chosen, with that value
  static GrafanaVariables of(
      GrafanaDashboard dashboard, PrometheusServer prometheus, Map<String, String> chosen) {
    GrafanaVariables variables = new GrafanaVariables();
    for (JsonNode variable : dashboard.variables()) {
      String name = variable.path("name").asText();
      String query = variable.path("query").path("query").asText();
      variables.values.put(
          name,
          chosen.containsKey(name)
              ? chosen.get(name)
              : oneOf(variables.labelValues(query, prometheus)));
    }
    return variables;
  }

  private List<String> labelValues(String query, PrometheusServer prometheus) {
    Matcher asked = LABEL_VALUES.matcher(query);
    assertThat(asked.matches()).as(query).isTrue();
    List<String> values = prometheus.labelValues(asked.group(2), fill(asked.group(1)));
    assertThat(values).as(query).isNotEmpty();
    return values;
  }

  private static String oneOf(List<String> values) {
    return values.stream()
        .map(value -> SPECIAL.matcher(value).replaceAll("\\\\\\\\$0"))
        .collect(Collectors.joining("|", "(", ")"));
  }

  /// The expression without variables.
  String fill(String expression) {
    return NAME.matcher(expression)
        .replaceAll(name -> Matcher.quoteReplacement(valueOf(name.group(1))));
  }

  private String valueOf(String name) {
    return Objects.requireNonNull(values.get(name), () -> "$%s is no variable".formatted(name));
  }
}
