package io.millrace.contracts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How well scores have done against what really happened, over the matured examples of the last
/// while: a record of the topic `evaluations`, told when the day of matured events turns.
///
/// Every score is the one by which its event was decided; none is computed again. What examples
/// stand for counts, so that negatives of which a share is kept weigh as all of them.
///
/// @param day the last one that counts
/// @param group whose events
/// @param evidence how many there were
/// @param metrics by name, such as `average_precision`; one that the examples cannot give is
///   missing
/// @param thresholds for each number that the policy compares the score with
public record Evaluation(
    LocalDate day,
    Group group,
    Evidence evidence,
    Map<String, Double> metrics,
    List<AtThreshold> thresholds) {

  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    thresholds = List.copyOf(thresholds);
  }

  /// Events that are looked at together.
  ///
  /// @param release that judged them, absent for all
  /// @param segment a feature and its value, such as `is_night=1`; absent for all
  public record Group(@Nullable Integer release, @Nullable String segment) {
    private static final String ALL = "all";

    /// Every event of the window. It is told last of a day: where it stands, all of the day do.
    public static final Group OF_ALL = new Group(null, null);

    /// The release as a word, `all` for all.
    public String releaseName() {
      return release == null ? ALL : release.toString();
    }

    /// The segment as a word, `all` for all.
    public String segmentName() {
      return segment == null ? ALL : segment;
    }

    /// Such as `3/is_night=1` or `3/all`: the key of its records.
    @Override
    public String toString() {
      return releaseName() + '/' + segmentName();
    }
  }

  /// What an evaluation goes by.
  ///
  /// @param examples how many
  /// @param positives how many of them are positive
  /// @param weight for how many events the examples stand
  public record Evidence(int examples, int positives, double weight) {}

  /// What came of the scores that are no less than a threshold.
  ///
  /// @param precision the share of positives among them, absent where there are none
  /// @param recall the share of the positives that are among them, absent without positives
  public record AtThreshold(
      double threshold, @Nullable Double precision, @Nullable Double recall) {}
}
