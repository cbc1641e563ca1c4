package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private final Deque<String> failures = new ArrayDeque<>(List.of("no broker"));
  private final Attempt attempt = new Attempt(this::failOnce);

  private void failOnce() {
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.pop());
    }
  }

  @Test
  void keepsWhatItFailedOfUntilItSucceeds() {
    assertThat(attempt.failure()).isEmpty();

    attempt.run();
    assertThat(attempt.failure()).contains("no broker");

    attempt.run();
    assertThat(attempt.failure()).isEmpty();
  }
}
