package io.millrace.cli;

import io.millrace.runtime.ServiceConfig;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How log lines look, as `MILLRACE_LOG` says. `log4j2.properties` has an appender for each, by its
/// name.
enum LogFormat {
  /// Readable on a terminal.
  TEXT,
  /// One object a line, for machines.
  JSON;

  /// What is wrong with the environment, if its value is none of these.
  static Optional<String> fault(Map<String, String> environment) {
    String value = environment.get(ServiceConfig.LOG);
    boolean known =
        value == null || Arrays.stream(values()).anyMatch(format -> format.key().equals(value));
    return known
        ? Optional.empty()
        : Optional.of(
            "%s is '%s': set it to %s or %s"
                .formatted(ServiceConfig.LOG, value, TEXT.key(), JSON.key()));
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
