package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.InvalidConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionConfigTest {

  @Test
  void hasDefaults() {
    ActionConfig config = ActionConfig.from(Map.of());

    assertThat(config)
        .isEqualTo(
            new ActionConfig(
                null,
                Duration.ofSeconds(5),
                new RetrySchedule(20, Duration.ofMillis(250), 2, Duration.ofMinutes(5)),
                Set.of()));
  }

  @Test
  void defaultScheduleGivesUpAfter49MinutesOfPauses() {
    RetrySchedule schedule = ActionConfig.from(Map.of()).schedule();
    Duration pauses = Duration.ZERO;
    for (int attempt = 1; attempt < schedule.attempts(); attempt++) {
      pauses = pauses.plus(schedule.pauseAfter(attempt, 1));
    }

    assertThat(pauses).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(49));
  }

  @Test
  void readsEveryKey() {
    ActionConfig config =
        ActionConfig.from(
            Map.of(
                "MILLRACE_ACTION_TRIGGERS_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "MILLRACE_ACTION_TRIGGERS_WEBHOOK_TIMEOUT_MS", "2000",
                "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ALLOW", "Hooks.internal, 10.0.0.7",
                "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ATTEMPTS", "3",
                "MILLRACE_ACTION_TRIGGERS_WEBHOOK_LONGEST_PAUSE_MS", "700"));

    assertThat(config.webhookSecret()).isNotNull();
    assertThat(config.webhookTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.schedule().attempts()).isEqualTo(3);
    assertThat(config.schedule().longestPause()).isEqualTo(Duration.ofMillis(700));
    assertThat(ActionConfig.KEYS).hasSize(6);
    assertThat(config.allowedHosts()).containsExactlyInAnyOrder("hooks.internal", "10.0.0.7");
  }

  @Test
  void takesTheSecretFromAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("secret");
    Files.writeString(file, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");

    ActionConfig config =
        ActionConfig.from(Map.of("MILLRACE_ACTION_TRIGGERS_WEBHOOK_SECRET_FILE", file.toString()));

    assertThat(config.webhookSecret()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "99", "20001", "-1"})
  void refusesATimeOutThatIsNone(String text) {
    Map<String, String> env = Map.of("MILLRACE_ACTION_TRIGGERS_WEBHOOK_TIMEOUT_MS", text);

    assertThatThrownBy(() -> ActionConfig.from(env))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("is '%s': set it to a whole number from 100 to 20000", text);
  }
}
