package io.millrace.contracts;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event whose truth is known, or is taken for known since nobody has said otherwise in time:
/// what models learn from and are judged by. A later example of the same event takes its place.
///
/// @param eventId the event
/// @param eventTime when it happened
/// @param entities whom it concerned
/// @param features what the judging release's features were when it was decided
/// @param judged what that release said of it
/// @param shadow what the release said that was asked beside it, absent without one
/// @param label the truth: 1 and 0 for yes and no
/// @param report who said so and when, absent where nobody did and time has told
/// @param decided the outcome of its decision, absent where none was seen
/// @param observed whether the truth could show itself: not so where the decision prevented it
/// @param weight for how many events of its kind it stands
/// @param prediction where its prediction stands
public record Example(
    String eventId,
    Instant eventTime,
    List<EntityKey> entities,
    Map<String, FeatureValue> features,
    Said judged,
    @Nullable Said shadow,
    FeatureValue label,
    @Nullable Report report,
    @Nullable String decided,
    boolean observed,
    double weight,
    Position prediction) {

  /// The label of what has turned out to be so.
  public static final FeatureValue POSITIVE = FeatureValue.of(1);

  /// The label of what has not, and of what nobody has reported.
  public static final FeatureValue NEGATIVE = FeatureValue.of(0);

  public Example {
    entities = List.copyOf(entities);
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "event %s has the weight %s: an example stands for something".formatted(eventId, weight));
    }
  }

  /// What a release said.
  ///
  /// @param release its number; 0 is the folder that the services were started with
  /// @param outputs by name of the output; empty where its model gave no answer
  public record Said(int release, Map<String, FeatureValue> outputs) {
    public Said {
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
  }

  /// Where a label comes from.
  ///
  /// @param knownAt from when on it was known
  /// @param reporter who said so, absent where the feedback does not name anybody
  public record Report(Instant knownAt, @Nullable String reporter) {}
}
