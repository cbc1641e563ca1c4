package io.millrace.cli.explain;

import io.millrace.cli.kafka.Found;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.Lists;
import io.millrace.decision.PolicyExplanation;
import io.millrace.decision.RuleFinding;
import java.util.List;

/// Why an event was decided as it was, and what came of it.
///
/// @param features those of the prediction; empty where it is not kept any more
/// @param rules how those of the release came out, in order; empty likewise
record Explanation(Trail trail, List<ExplainedFeature> features, List<RuleFinding> rules) {

  Explanation {
    features = List.copyOf(features);
    rules = List.copyOf(rules);
  }

  /// @param pipeline the release's that judged
  /// @param lists as they answered when the event was decided
  static Explanation of(Trail trail, PipelineDefinition pipeline, Lists lists) {
    Found<Prediction> prediction = trail.prediction();
    return prediction == null
        ? new Explanation(trail, List.of(), List.of())
        : new Explanation(
            trail,
            ExplainedFeature.of(prediction.value(), pipeline),
            new PolicyExplanation(pipeline).explain(prediction.value(), lists));
  }

  Decision decision() {
    return trail.decision().value();
  }

  /// Whether the rules decide otherwise than was decided: then they are not those that did. Of the
  /// folder that the services were started with nothing is kept, and it may have changed since.
  boolean isOfAnotherPolicy() {
    return rules.stream()
        .filter(RuleFinding::isDecisive)
        .anyMatch(rule ->
            !rule.rule().outcome().equals(decision().outcome())
                || (decision().rule() > 0 && rule.number() != decision().rule()));
  }
}
