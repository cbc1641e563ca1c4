package io.millrace.cli.explain;

import io.millrace.cli.explain.Trail.Step;
import io.millrace.cli.kafka.Found;
import io.millrace.contracts.ActionResult;
import java.util.List;

/// What came of actions, as people read it: a row for each.
final class ActionText {

  private ActionText() {}

  static AlignedRows of(List<Step> steps) {
    AlignedRows rows = new AlignedRows();
    for (Step step : steps) {
      rows.add(step.name(), StepTarget.of(step).text(), outcome(step));
    }
    return rows;
  }

  private static String outcome(Step step) {
    Found<ActionResult> found = step.result();
    if (found == null) {
      return step.asked() == null ? "no record asks for it" : "not performed yet";
    }
    ActionResult result = found.value();
    String attempts = result.attempts() == 1 ? "1 attempt" : result.attempts() + " attempts";
    return "%s after %s: %s".formatted(result.status(), attempts, result.answer());
  }
}
