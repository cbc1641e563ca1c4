package io.millrace.contracts;

import io.millrace.contracts.Assessment.Attribution;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be done about an event, and why.
///
/// @param eventId the event
/// @param eventTime when it happened
/// @param entities whom it concerns
/// @param outcome the outcome that the policy names, such as `DECLINE`
/// @param rule the place of the rule that decided, from 1; 0 where the record does not tell, as
///   those of earlier builds
/// @param reasons the reason codes of the rule that decided, and [#HELD_BACK] where the event was
///   held back
/// @param heldBack what was not done so that the event's truth can show itself, absent where
///   nothing was
/// @param shadow the rules in shadow that would have decided instead, in order
/// @param lists what the policy was told of lists, in the order in which it asked
/// @param release the release whose policy decided; 0 is the folder that the services were started
///   with
/// @param scores what the model said, by output name; empty without a model
/// @param model the model that spoke, absent without one
/// @param attributions the features that moved the score most, as in the prediction; empty where
///   nobody asked for them
/// @param degraded what the prediction lacked, and why; empty when all is well
/// @param raw where the event stands in `raw`
/// @param prediction where the prediction stands in `predictions`
public record Decision(
    String eventId,
    Instant eventTime,
    List<EntityKey> entities,
    String outcome,
    int rule,
    List<String> reasons,
    @Nullable HeldBack heldBack,
    List<RuleMatch> shadow,
    List<ListAnswer> lists,
    int release,
    Map<String, FeatureValue> scores,
    @Nullable ModelRef model,
    List<Attribution> attributions,
    List<String> degraded,
    Position raw,
    Position prediction) {
  /// The reason code of an event that was held back.
  public static final String HELD_BACK = "HELD_BACK";

  public Decision {
    entities = List.copyOf(entities);
    reasons = List.copyOf(reasons);
    shadow = List.copyOf(shadow);
    lists = List.copyOf(lists);
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    attributions = List.copyOf(attributions);
    degraded = List.copyOf(degraded);
  }

  /// A decision on an event that was not held back.
  public Decision(
      String eventId,
      Instant eventTime,
      List<EntityKey> entities,
      String outcome,
      int rule,
      List<String> reasons,
      List<RuleMatch> shadow,
      List<ListAnswer> lists,
      int release,
      Map<String, FeatureValue> scores,
      @Nullable ModelRef model,
      List<Attribution> attributions,
      List<String> degraded,
      Position raw,
      Position prediction) {
    this(
        eventId,
        eventTime,
        entities,
        outcome,
        rule,
        reasons,
        null,
        shadow,
        lists,
        release,
        scores,
        model,
        attributions,
        degraded,
        raw,
        prediction);
  }

  /// That an event is one of those that are let through for their truth to show itself.
  ///
  /// @param outcome what it would have had
  /// @param share of the events with that outcome, above 0 to 1, are let through: each stands for
  ///   those that are not
  public record HeldBack(String outcome, double share) {

    public HeldBack {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "%s is no share of events that were held back: use above 0 to 1".formatted(share));
      }
    }
  }
}
