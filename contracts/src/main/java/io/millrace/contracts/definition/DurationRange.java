package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which durations a key takes.
///
/// @param least the shortest, as it would be written
/// @param most the longest
/// @param units how to write one, for the remedy
record DurationRange(String least, String most, String units) {
  private static final String USUAL = "one of s, m, h, d, e.g. 7d";

  static final DurationRange WINDOW = new DurationRange("1s", "400d", USUAL);
  static final DurationRange DAYS = new DurationRange("1d", "400d", USUAL);
  static final DurationRange SPAN = new DurationRange("0s", "400d", USUAL);
  static final DurationRange DEADLINE = new DurationRange("1ms", "60s", "ms or s, e.g. 300ms");

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

  /// The duration that a text says; a finding where it says none or one out of range.
  Optional<Duration> read(String key, Scalar text, Findings findings) {
    Optional<Duration> duration = parse(text.text());
    if (duration.isEmpty()) {
      findings.add(
          text.line(),
          "%s '%s' is no duration".formatted(key, text.text()),
          "write a number and " + units);
    } else if (!contains(duration.get())) {
      findings.add(
          text.line(),
          "%s '%s' is out of range".formatted(key, text.text()),
          "write %s to %s".formatted(least, most));
      return Optional.empty();
    }
    return duration;
  }

  private boolean contains(Duration duration) {
    return duration.compareTo(parse(least).orElseThrow()) >= 0
        && duration.compareTo(parse(most).orElseThrow()) <= 0;
  }

  private static Optional<Duration> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
