package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads the section `feedback`.
final class FeedbackReader {
  private static final List<String> KEYS =
      List.of("id", "event_time", "known_at", "label", "reporter", "after");
  private static final Duration AFTER = Duration.ofDays(1);

  private final Findings findings;

  FeedbackReader(Findings findings) {
    this.findings = findings;
  }

  /// The section, absent where there is none; a key that is missing is empty.
  Optional<FeedbackDefinition> read(Section root) {
    return root.value("feedback")
        .flatMap(value -> Section.of("feedback", value, KEYS, findings))
        .map(FeedbackReader::feedback);
  }

  private static FeedbackDefinition feedback(Section section) {
    return new FeedbackDefinition(
        required(section, "id", "tx_id"),
        required(section, "event_time", "event_time"),
        required(section, "known_at", "labelled_at"),
        required(section, "label", "fraud"),
        section.text("reporter").map(Scalar::text).orElse(null),
        section.duration("after", DurationRange.SPAN).orElse(AFTER));
  }

  private static String required(Section section, String key, String example) {
    return section.requiredText(key, key + ": " + example).map(Scalar::text).orElse("");
  }
}
