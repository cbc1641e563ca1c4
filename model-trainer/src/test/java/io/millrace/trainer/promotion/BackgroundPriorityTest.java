package io.millrace.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundPriorityTest {
  private static final Pattern POLICY = Pattern.compile("policy\\s*:\\s*(\\d+)");

  @Test
  @EnabledOnOs(OS.LINUX)
  void runsWhereNoOtherThreadWantsTo() {
    assertThat(BackgroundPriority.call("work", BackgroundPriorityTest::policy)).isEqualTo("5");
    assertThat(policy()).isEqualTo("0");
  }

  @Test
  void throwsWhatTheWorkThrows() {
    assertThatThrownBy(() ->
            BackgroundPriority.call(
                "work",
                () -> {
                  throw new IllegalArgumentException("no");
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");
  }

  /// The scheduling class of the calling thread, as the kernel tells it.
  private static String policy() {
    try {
      Matcher policy = POLICY.matcher(Files.readString(Path.of("/proc/thread-self/sched")));
      return policy.find() ? policy.group(1) : "not told";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
