package io.millrace.cli.learning;

import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Triggers;
import io.millrace.trainer.promotion.Progress;
import io.millrace.trainer.promotion.Progress.Trained;
import io.millrace.trainer.promotion.Stage.Awaiting;
import io.millrace.trainer.promotion.Stage.Candidate;
import io.millrace.trainer.promotion.Stage.Idle;
import io.millrace.trainer.promotion.Stage.Refused;
import io.millrace.trainer.promotion.Stage.Shadow;
import io.millrace.trainer.promotion.Stage.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What learning waits for, as people read it.
final class WaitText {
  private static final String RESUME = "somebody to let it go on: millrace learning resume";

  private final Progress progress;
  private final LearningDefinition learning;

  private WaitText(Progress progress, LearningDefinition learning) {
    this.progress = progress;
    this.learning = learning;
  }

  static String of(Progress progress, LearningDefinition learning) {
    return new WaitText(progress, learning).text();
  }

  private String text() {
    Order order = progress.order();
    if (order != null) {
      return order == Order.APPROVE
          ? unlessPaused("model-trainer to have it take over, which is approved")
          : "model-trainer to do what was ordered: " + order.name().toLowerCase(Locale.ROOT);
    }
    return switch (progress.stage()) {
      case Idle _ -> unlessPaused(nextTraining());
      case Training _ -> "the training to end";
      case Candidate it ->
          unlessPaused("every instance to say that it can serve release " + it.release());
      case Shadow it -> shadow(it);
      case Awaiting _ ->
          learning.promotion().approval()
              ? "somebody to approve it: millrace learning approve"
              : unlessPaused("model-trainer to have it take over");
      case Refused _ -> "model-trainer to drop it";
    };
  }

  private String unlessPaused(String what) {
    return progress.paused() ? RESUME : what;
  }

  private String nextTraining() {
    Triggers when = learning.training().triggers();
    String enough = "at least %,d of them positive".formatted(when.positives());
    Trained latest = progress.latest();
    if (latest == null) {
      return "examples, " + enough;
    }
    List<String> sooner = new ArrayList<>();
    if (when.outcomes() < Integer.MAX_VALUE) {
      sooner.add("%,d new positives".formatted(when.outcomes()));
    }
    if (Double.isFinite(when.drift())) {
      sooner.add("a drift of scores by " + when.drift());
    }
    if (Double.isFinite(when.drop())) {
      sooner.add("average precision to drop by " + when.drop());
    }
    return "events up to %s to mature%s, with new examples among them"
        .formatted(
            latest.upTo().plus(when.every()),
            sooner.isEmpty() ? "" : ", or for " + String.join(", or ", sooner));
  }

  private String shadow(Shadow shadow) {
    return "events up to %s to mature, enough of them positive%s"
        .formatted(
            shadow.since().plus(learning.promotion().shadow()),
            progress.paused() ? ", and " + RESUME : "");
  }
}
