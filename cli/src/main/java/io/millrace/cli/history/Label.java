package io.millrace.cli.history;

import io.millrace.contracts.FeatureValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The truth about an event, when it became known, and who says so.
///
/// @param reporter absent where nobody is named
public record Label(FeatureValue value, Instant knownAt, @Nullable String reporter) {

  /// What nobody is named for.
  public Label(FeatureValue value, Instant knownAt) {
    this(value, knownAt, null);
  }
}
