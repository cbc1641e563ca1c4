package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final StringWriter text = new StringWriter();
  private long now;

  @Test
  void printsPlainLinesEveryFiveSecondsOnAPipe() {
    ProgressBar bar = bar(false);

    for (int second = 1; second <= 12; second++) {
      at(second);
      bar.update(second * 1_000L, 20_000);
    }
    bar.close();

    assertThat(text.toString().lines())
        .containsExactly(
            "import:  25%  5,000 events, 1,000/s, 0:15 left",
            "import:  50%  10,000 events, 1,000/s, 0:10 left",
            "import: 12,000 events in 12.0 s (1,000/s)");
  }

  @Test
  void printsNoEstimateWhereTheTotalIsUnknown() {
    ProgressBar bar = bar(false);

    at(5);
    bar.update(10, 0);

    assertThat(text.toString().strip()).isEqualTo("import: 10 events, 2/s");
  }

  @Test
  void redrawsOneLineOnATerminal() {
    ProgressBar bar = bar(true);

    at(1);
    bar.update(500, 1_000);

    assertThat(text.toString())
        .startsWith("\r\u001B[Kimport ")
        .contains("━".repeat(15) + "\u001B[0m" + "─".repeat(15))
        .endsWith(" 50%  500 events, 500/s, 0:01 left");
  }

  @Test
  void usesNoColoursOnAPipe() {
    ProgressBar bar = bar(false);

    at(9);
    bar.update(500, 1_000);
    bar.close();

    assertThat(text.toString()).doesNotContain("\u001B");
  }

  @Test
  void growsTheTotalWithAnEstimateThatWasTooLow() {
    ProgressBar bar = bar(false);

    at(10);
    bar.update(2_000, 1_000);

    assertThat(text.toString().strip()).isEqualTo("import: 100%  2,000 events, 200/s, 0:00 left");
  }

  private void at(long seconds) {
    now = Duration.ofSeconds(seconds).toNanos();
  }

  private ProgressBar bar(boolean terminal) {
    return new ProgressBar(new PrintWriter(text), terminal, () -> now, "import", "events");
  }
}
