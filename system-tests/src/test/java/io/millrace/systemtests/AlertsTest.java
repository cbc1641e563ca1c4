package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The alerts of `prometheus/`.
class AlertsTest {
  private static final Path ALERTS = Repository.file("prometheus/alerts.yml");
  private static final Path ALERTS_TEST = Repository.file("prometheus/alerts_test.yml");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern RUNBOOK = Pattern.compile("runbook_url: (docs/runbooks/\\S+\\.md)");

  @Test
  void eachHasARunbookThatNamesIt() throws IOException {
    List<String> alerts = all(ALERT, ALERTS).toList();
    List<String> runbooks = all(RUNBOOK, ALERTS).toList();

    assertThat(runbooks).hasSameSizeAs(alerts);
    for (int i = 0; i < alerts.size(); i++) {
      assertThat(Files.readString(Repository.file(runbooks.get(i)))).contains(alerts.get(i));
    }
  }

  @Test
  void eachIsTestedToFireAndNotToFire() throws IOException {
    String tests = Files.readString(ALERTS_TEST);

    assertThat(all(ALERT, ALERTS))
        .allSatisfy(alert ->
            assertThat(tests)
                .contains("alertname: %s}".formatted(alert))
                .contains("alertname: %s\n        exp_alerts:".formatted(alert)));
  }

  @Test
  void prometheusTakesThemAndTheirTests() throws Exception {
    Requirement.requireCommand("promtool");

    assertThat(promtool("check", "rules", ALERTS.toString())).contains("SUCCESS");
    assertThat(promtool("test", "rules", ALERTS_TEST.toString()))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  private static Stream<String> all(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map((MatchResult m) -> m.group(1));
  }

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
