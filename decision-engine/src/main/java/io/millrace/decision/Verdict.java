package io.millrace.decision;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.Event;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RuleMatch;
import io.millrace.contracts.definition.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a policy says of a prediction.
///
/// @param rule the place of the deciding rule in the policy, from 1
/// @param outcome what the deciding rule decides
/// @param reasons its reason code, none for a default without one; and one more where the event was
///   held back
/// @param heldBack what a rule before it would have decided, absent where the event was not held
///   back
/// @param shadow the rules in shadow before it that match, in order
/// @param skipped the rules before it that could not be computed
/// @param lists what the rules were told of lists, in the order in which they asked
public record Verdict(
    int rule,
    String outcome,
    List<String> reasons,
    @Nullable HeldBack heldBack,
    List<RuleMatch> shadow,
    List<SkippedRule> skipped,
    List<ListAnswer> lists) {

  public Verdict {
    reasons = List.copyOf(reasons);
    shadow = List.copyOf(shadow);
    skipped = List.copyOf(skipped);
    lists = List.copyOf(lists);
  }

  static Verdict of(
      int number,
      Rule rule,
      @Nullable HeldBack heldBack,
      List<RuleMatch> shadow,
      List<SkippedRule> skipped,
      List<ListAnswer> lists) {
    Stream<String> held = heldBack == null ? Stream.of() : Stream.of(Decision.HELD_BACK);
    List<String> reasons = Stream.concat(Stream.ofNullable(rule.reason()), held).toList();
    return new Verdict(number, rule.outcome(), reasons, heldBack, shadow, skipped, lists);
  }

  /// The decision on the prediction that stands at a position. It holds nothing of the clock: the
  /// same prediction is decided in the same bytes however often it is read.
  Decision on(Prediction prediction, Position at) {
    Event event = prediction.event();
    Assessment judged = prediction.judged();
    List<String> degraded = new ArrayList<>(judged.degraded());
    if (judged.fallback() != null) {
      degraded.add(judged.fallback());
    }
    for (SkippedRule rule : skipped) {
      if (!rule.isShadow()) {
        degraded.add(rule.toString());
      }
    }
    return new Decision(
        event.id(),
        event.time(),
        event.entities(),
        outcome,
        rule,
        reasons,
        heldBack,
        shadow,
        lists,
        judged.release(),
        judged.outputs(),
        judged.model(),
        judged.attributions(),
        degraded,
        event.source(),
        at);
  }
}
