package io.millrace.runtime;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/// What a pipeline pays for what it promises. All its services run in the same one.
public enum Profile {
  /// At-least-once: after a crash some records are written again, with the same content.
  FAST(StreamsConfig.AT_LEAST_ONCE, "5000"),
  /// Exactly-once in every hop, at the price of about one commit interval of latency a hop.
  STRICT(StreamsConfig.EXACTLY_ONCE_V2, "100");

  private final String guarantee;
  private final String commitMillis;

  Profile(String guarantee, String commitMillis) {
    this.guarantee = guarantee;
    this.commitMillis = commitMillis;
  }

  /// Reads `fast` or `strict`.
  static Profile parse(String text) {
    for (Profile profile : values()) {
      if (profile.toString().equals(text)) {
        return profile;
      }
    }
    throw new InvalidConfiguration(
        "MILLRACE_PROFILE is '%s': set it to fast or strict, the same for all services"
            .formatted(text));
  }

  Map<String, String> properties() {
    return Map.of(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        guarantee,
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        commitMillis);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
