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

  Optional<FeedbackDefinition> read(Section root) {
    return root.value("feedback")
        .flatMap(value -> Section.of("feedback", value, KEYS, findings))
        .flatMap(this::feedback);
  }

  private Optional<FeedbackDefinition> feedback(Section section) {
    Optional<Scalar> id = section.requiredText("id", "id: tx_id");
    Optional<Scalar> eventTime = section.requiredText("event_time", "event_time: event_time");
    Optional<Scalar> knownAt = section.requiredText("known_at", "known_at: labelled_at");
    Optional<Scalar> label = section.requiredText("label", "label: fraud");
    Optional<Scalar> reporter = section.text("reporter");
    Duration after = section.duration("after", DurationRange.SPAN).orElse(AFTER);
    if (id.isEmpty() || eventTime.isEmpty() || knownAt.isEmpty() || label.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FeedbackDefinition(
            id.get().text(),
            eventTime.get().text(),
            knownAt.get().text(),
            label.get().text(),
            reporter.map(Scalar::text).orElse(null),
            after));
  }
}
