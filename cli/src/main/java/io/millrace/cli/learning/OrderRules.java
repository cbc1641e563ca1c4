package io.millrace.cli.learning;

import io.millrace.contracts.LearningEvent.Order;
import io.millrace.trainer.promotion.Progress;
import io.millrace.trainer.promotion.Stage;
import io.millrace.trainer.promotion.Stage.Awaiting;
import io.millrace.trainer.promotion.Stage.Candidate;
import io.millrace.trainer.promotion.Stage.Idle;
import io.millrace.trainer.promotion.Stage.Refused;
import io.millrace.trainer.promotion.Stage.Shadow;
import io.millrace.trainer.promotion.Stage.Training;
import java.util.Optional;

/// Which orders mean anything where learning stands.
final class OrderRules {

  private OrderRules() {}

  /// Why an order would come to nothing, and what to do instead; empty if it would not.
  static Optional<String> refusal(Order order, Stage stage) {
    if (stage.takes(order)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: %s; %s".formatted(lack(order), StageText.of(stage), instead(order, stage)));
  }

  private static String lack(Order order) {
    return switch (order) {
      case PAUSE, RESUME -> "that is not possible";
      case TRAIN -> "no model is trained before the run is over";
      case APPROVE -> "nothing waits for approval";
      case PROMOTE -> "there is no candidate that could take over";
      case DROP -> "there is no candidate that could be dropped";
    };
  }

  private static String instead(Order order, Stage stage) {
    return switch (stage) {
      case Idle _ -> "millrace learning train makes one";
      case Training _ -> "wait until it is published: millrace learning status";
      case Refused _ -> "it is dropped, and millrace learning train makes another one then";
      case Candidate _, Shadow _, Awaiting _ ->
          order == Order.APPROVE
              ? "millrace learning promote has it take over whatever it has shown"
              : "wait, or millrace learning drop ends the run";
    };
  }

  /// Whether learning is already as an order wants it.
  static boolean isFulfilled(Order order, Progress progress) {
    return switch (order) {
      case PAUSE -> progress.paused();
      case RESUME -> !progress.paused();
      case TRAIN, APPROVE, PROMOTE, DROP -> false;
    };
  }
}
